# Two zones of the same layer and one above; only monitoring may read the line.

fires: the warehouse's panel asks a controller of line 1
zone line smkl=3 subnets=192.168.10.0/24
zone warehouse smkl=3 subnets=192.168.30.0/24
claim 192.168.10.11 device_type=PLC
flow 192.168.30.21 > 192.168.10.11 tcp/502 modbus flows=3
finds 192.168.10.11 by=192.168.30.21 count=3 severity=high detail="warehouse → line, modbus 502"

fires: a conduit that is for reading carries a write
zone line smkl=3 subnets=192.168.10.0/24
zone watch smkl=2 subnets=192.168.40.0/24
conduit watch > line protocols=modbus classes="read identify"
flow 192.168.40.11 > 192.168.10.11 tcp/502 modbus
ot 192.168.40.11 > 192.168.10.11 modbus read code=3 range=0..9
ot 192.168.40.11 > 192.168.10.11 modbus write code=16 range=0..9
finds 192.168.10.11 by=192.168.40.11 detail="modbus write"

fires: what was learned before the zones were drawn excuses nothing
zone line smkl=3 subnets=192.168.10.0/24
zone watch smkl=2 subnets=192.168.40.0/24
learn
flow 192.168.40.11 > 192.168.10.11 tcp/22 ssh
finds 192.168.10.11 by=192.168.40.11 severity=high

quiet: within a zone, through a conduit, in a draft, in vain, and with somebody in no zone
zone line smkl=3 subnets=192.168.10.0/24
zone watch smkl=2 subnets=192.168.40.0/24
conduit watch > line protocols="modbus slmp"
conduit line > watch protocols=syslog draft=1
flow 192.168.10.21 > 192.168.10.11 tcp/502 modbus
flow 192.168.40.11 > 192.168.10.11 tcp/502 modbus
flow 192.168.10.11 > 192.168.40.11 udp/514 syslog
flow 192.168.40.11 > 192.168.10.11 tcp/445 smb answered=0
flow 192.168.99.9 > 192.168.10.11 tcp/502 modbus

quiet: what skips a layer is told by its own detector
zone line smkl=3 subnets=192.168.10.0/24
zone office smkl=office subnets=10.10.0.0/16
flow 10.10.0.21 > 192.168.10.11 tcp/502 modbus

fires: logs cross a border, though nobody ever answers them
zone line smkl=3 subnets=192.168.10.0/24
zone watch smkl=2 subnets=192.168.40.0/24
flow 192.168.40.11 > 192.168.40.12 tcp/80 http
flow 192.168.10.11 > 192.168.40.11 udp/514 syslog answered=0 packets=3 back=0
finds 192.168.40.11 by=192.168.10.11
