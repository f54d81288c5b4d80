fires: a laptop loads a program though another station is named
claim 192.168.1.10 device_type="Programmable Logic Controller"
flow 192.168.1.7 > 192.168.1.10 tcp/502 modbus
say 192.168.1.7 role=engineering-station
ot 192.168.1.99 > 192.168.1.10 umas program app=modbus code=48 fn="Download Block"
finds 192.168.1.10 by=192.168.1.99 severity=critical

fires: another station than the one that was learned
learn
claim 192.168.1.10 device_type="Programmable Logic Controller"
ot 192.168.1.7 > 192.168.1.10 umas program app=modbus code=48 fn="Download Block"
at 24:00:00
enforce
ot 192.168.1.99 > 192.168.1.10 umas program app=modbus code=48 fn="Download Block"
finds 192.168.1.10 by=192.168.1.99

quiet: the named station itself
claim 192.168.1.10 device_type="Programmable Logic Controller"
flow 192.168.1.7 > 192.168.1.10 tcp/502 modbus
say 192.168.1.7 role=engineering-station
ot 192.168.1.7 > 192.168.1.10 umas program app=modbus code=48 fn="Download Block"

quiet: nobody is named and nothing was learned
claim 192.168.1.10 device_type="Programmable Logic Controller"
ot 192.168.1.99 > 192.168.1.10 umas program app=modbus code=48 fn="Download Block"

fires: another station sets the clock, stops the CPU
learn
claim 192.168.1.10 device_type="Programmable Logic Controller"
ot 192.168.1.7 > 192.168.1.10 s7comm program pdu=job code=27 fn="Download Block" on=tcp/102
at 24:00:00
enforce
ot 192.168.1.99 > 192.168.1.10 s7comm time pdu=userdata code=7 subcode=2 fn="Set Clock" on=tcp/102
ot 192.168.1.98 > 192.168.1.10 s7comm control pdu=job code=41 fn="PLC Stop" on=tcp/102
finds 192.168.1.10 by=192.168.1.99 detail="Set Clock"
finds 192.168.1.10 by=192.168.1.98 detail="PLC Stop"

quiet: the clock is read, all clocks are synchronised, a breaker is operated
learn
claim 192.168.1.10 device_type="Programmable Logic Controller"
ot 192.168.1.7 > 192.168.1.10 s7comm program pdu=job code=27 fn="Download Block" on=tcp/102
at 24:00:00
enforce
ot 192.168.1.99 > 192.168.1.10 s7comm time pdu=userdata code=7 subcode=1 fn="Read Clock" on=tcp/102
ot 192.168.1.99 > 192.168.1.10 iec104 time code=103 fn="Clock Synchronization" on=tcp/2404
ot 192.168.1.99 > 192.168.1.10 iec104 control code=45 fn="Single Command" on=tcp/2404
