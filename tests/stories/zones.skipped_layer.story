# Office, production management, monitoring and a line, each a zone.

fires: a PC of the office asks a controller
zone line smkl=3 subnets=192.168.10.0/24
zone office smkl=office subnets=10.10.0.0/16
flow 10.10.0.21 > 192.168.10.11 tcp/502 modbus flows=2
finds 192.168.10.11 by=10.10.0.21 count=2 severity=high detail="office → line"

fires: production management goes past the control information network
zone line smkl=3 subnets=192.168.10.0/24
zone mes smkl=1 subnets=192.168.50.0/24
flow 192.168.50.11 > 192.168.10.11 tcp/5007 slmp
finds 192.168.10.11 by=192.168.50.11 detail="mes → line, slmp"

quiet: neighbouring layers, a way that a person allowed, a zone in no column
zone line smkl=3 subnets=192.168.10.0/24
zone watch smkl=2 subnets=192.168.40.0/24
zone mes smkl=1 subnets=192.168.50.0/24
zone lab subnets=192.168.77.0/24
conduit mes > line protocols=slmp
flow 192.168.40.11 > 192.168.10.11 tcp/502 modbus
flow 192.168.50.11 > 192.168.10.11 tcp/5007 slmp
flow 192.168.77.5 > 192.168.10.11 tcp/502 modbus
