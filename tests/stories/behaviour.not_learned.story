fires: two known devices that never spoke begin to
learn
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
flow 192.168.1.6 > 192.168.1.11 tcp/502 modbus
at 1:00:00
enforce
flow 192.168.1.5 > 192.168.1.11 tcp/502 modbus
finds 192.168.1.11 by=192.168.1.5

fires: a computer that read files begins to rename them
learn
flow 10.0.0.5 > 10.0.0.6 tcp/445 smb
ot 10.0.0.5 > 10.0.0.6 smb file code=8 fn=Read on=tcp/445
at 1:00:00
enforce
ot 10.0.0.5 > 10.0.0.6 smb file code=17 fn=Rename count=300 on=tcp/445
finds 10.0.0.6 by=10.0.0.5 count=300

quiet: the same pair goes on, one more kind of reading
learn
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
ot 192.168.1.5 > 192.168.1.10 modbus read code=3
at 1:00:00
enforce
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus flows=2
ot 192.168.1.5 > 192.168.1.10 modbus read code=4

quiet: a protocol that is not understood in its first second
learn
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
at 1:00:00
enforce
flow 192.168.1.5 > 192.168.1.10 tcp/502 entry=9
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus entry=9
