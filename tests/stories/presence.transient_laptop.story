fires: a laptop that nobody learned asks a PLC
learn
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
at 0:10:00
enforce
claim 192.168.1.99 os="Windows 11" source=smb rank=name
flow 192.168.1.99 > 192.168.1.10 tcp/102 s7comm
finds 192.168.1.99 by=192.168.1.10

fires: it asks a controller by frames that have no ports
learn
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
at 0:10:00
enforce
claim 02:00:c0:a8:01:63 os="Windows 11" source=smb rank=name
flow 02:00:c0:a8:01:63 > 02:00:c0:a8:01:0a 0x8892 profinet-dcp
finds 02:00:c0:a8:01:63 by=192.168.1.10 detail=profinet-dcp

quiet: it speaks with no controller; the computer of every day does
learn
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
claim 192.168.1.5 os="Windows 11" source=smb rank=name
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
at 0:10:00
enforce
claim 192.168.1.99 os="Windows 11" source=smb rank=name
flow 192.168.1.99 > 192.168.1.20 tcp/445 smb
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm flows=2

quiet: a maintenance terminal that was declared seldom connected
learn
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
at 0:10:00
enforce
claim 192.168.1.99 os="Windows 11" source=smb rank=name
say 192.168.1.99 note=seldom
flow 192.168.1.99 > 192.168.1.10 tcp/102 s7comm
