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

fires: a file tells at its end who came hours ago, and the finding is of then
learn
claim 02:00:00:00:00:10 ip=192.168.1.10 source=arp
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus dmac=02:00:00:00:00:10
at 1:00:00
enforce
claim 02:00:00:00:00:10 ip=192.168.1.10 source=arp
at 4:00:00
claim 02:00:00:00:00:77 ip=192.168.1.10 source=arp lasted=1:15:00
at 4:10:00
findings 1
finds 192.168.1.10 by=02:00:00:00:00:10 shown=2:45:00

fires: the serial number is another one since an hour
claim 192.168.1.10 serial=A1 source=s7comm
at 0:10:00
claim 192.168.1.10 serial=A1 source=s7comm
at 4:10:00
claim 192.168.1.10 serial=B2 source=s7comm lasted=1:00:00
at 4:20:00
findings 1
finds 192.168.1.10 detail="A1 -> B2" shown=3:10:00

fires: the old one comes back to its place
claim 02:00:00:00:00:10 ip=192.168.1.10 source=arp
at 1:00:00
claim 02:00:00:00:00:77 ip=192.168.1.10 source=arp
at 2:00:00
claim 02:00:00:00:00:10 ip=192.168.1.10 source=arp
at 2:10:00
findings 2
finds 192.168.1.10 by=02:00:00:00:00:77 shown=2:00:00

quiet: a file tells at its end that it was there all the time
learn
claim 02:00:00:00:00:10 ip=192.168.1.10 source=arp
at 1:00:00
enforce
claim 02:00:00:00:00:10 ip=192.168.1.10 source=arp lasted=1:00:00
at 4:10:00
