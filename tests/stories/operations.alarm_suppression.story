fires: alarms of a PLC are locked
ot 192.168.1.99 > 192.168.1.10 s7comm alarm pdu=userdata code=4 subcode=7 fn="ALARM_8 Lock" on=tcp/102
finds 192.168.1.10 by=192.168.1.99 severity=high

fires: a station is told to report no more by itself
ot 192.168.1.99 > 192.168.1.10 dnp3 config code=21 fn="Disable Unsolicited Responses" on=tcp/20000
finds 192.168.1.10

quiet: alarms are unlocked, acknowledged, reported; reports are switched on
ot 192.168.1.99 > 192.168.1.10 s7comm alarm pdu=userdata code=4 subcode=8 fn="ALARM_8 Unlock" on=tcp/102
ot 192.168.1.99 > 192.168.1.10 s7comm alarm pdu=userdata code=4 subcode=11 fn="ALARM Acknowledge" on=tcp/102
ot 192.168.1.10 > 192.168.1.99 s7comm alarm pdu=userdata code=4 subcode=13 fn="ALARM Lock Indication" on=tcp/102
ot 192.168.1.99 > 192.168.1.10 dnp3 config code=20 fn="Enable Unsolicited Responses" on=tcp/20000

fires: a fire alarm panel is silenced or reset
ot 192.168.1.99 > 192.168.1.10 bacnet control code=27 fn="LifeSafetyOperation" on=udp/47808
finds 192.168.1.10 severity=medium

fires: the faults of a GE controller are cleared; that they are read is quiet
ot 192.168.1.99 > 192.168.1.10 ge-srtp alarm code=57 fn="Clear Fault Table" on=tcp/18245
ot 192.168.1.99 > 192.168.1.11 ge-srtp alarm code=56 fn="Return Fault Table" on=tcp/18245
findings 1
finds 192.168.1.10 severity=medium
