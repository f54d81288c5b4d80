fires: Suricata warns of what an office computer sends to a PLC
claim 192.168.1.10 device_type="Programmable Logic Controller"
flow 192.168.1.50 > 192.168.1.10 tcp/502 modbus
alert 192.168.1.50 > 192.168.1.10 2250009 "SURICATA Modbus unsolicited response" priority=1 on=tcp/502 entry=1
alert 192.168.1.50 > 192.168.1.10 2250009 "SURICATA Modbus unsolicited response" priority=1 on=tcp/502 entry=2
finds 192.168.1.10 by=192.168.1.50 count=2 severity=high detail=2250009

fires: a device calls a host outside
alert 192.168.1.10 > 203.0.113.9 2024897 "ET USER_AGENTS Go HTTP Client" priority=3 on=tcp/80 smac=02:00:00:00:00:10 dmac=02:00:00:00:00:01 entry=1
finds 192.168.1.10 by=203.0.113.9 severity=low detail="Go HTTP Client"

quiet: what was warned of while the plant was learned
claim 192.168.1.10 device_type="Programmable Logic Controller"
learn
alert 192.168.1.50 > 192.168.1.10 2250009 "SURICATA Modbus unsolicited response" priority=1 on=tcp/502 entry=1
at 1:00:00
enforce
alert 192.168.1.50 > 192.168.1.10 2250009 "SURICATA Modbus unsolicited response" priority=1 on=tcp/502 entry=2
