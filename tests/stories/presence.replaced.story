fires: another MAC answers for the PLC
claim 02:00:00:00:00:10 ip=192.168.1.10 source=arp
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus dmac=02:00:00:00:00:10
at 4:00:00
claim 02:00:00:00:00:77 ip=192.168.1.10 source=arp
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus dmac=02:00:00:00:00:77
at 4:10:00
finds 192.168.1.10 by=02:00:00:00:00:10 detail=192.168.1.10

fires: the serial number is another one
claim 192.168.1.10 serial=A1 source=s7comm
at 0:10:00
claim 192.168.1.10 serial=B2 source=s7comm
at 4:10:00
finds 192.168.1.10 detail="A1 -> B2"

quiet: a device with a second address; a lease of DHCP that moves on
claim 02:00:00:00:00:10 ip=192.168.1.10 source=arp
claim 02:00:00:00:00:10 ip=192.168.1.11 source=arp
claim 02:00:00:00:00:20 ip=192.168.1.90 source=dhcp
at 4:00:00
claim 02:00:00:00:00:21 ip=192.168.1.90 source=dhcp
at 4:10:00
