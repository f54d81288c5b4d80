fires: a second MAC answers for the address of the PLC
claim 02:00:00:00:00:10 ip=192.168.1.10 source=arp
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus dmac=02:00:00:00:00:10
at 1:00
claim 02:00:00:00:00:66 ip=192.168.1.10 source=arp entry=1
claim 02:00:00:00:00:10 ip=192.168.1.10 source=arp entry=2
at 1:10
claim 02:00:00:00:00:66 ip=192.168.1.10 source=arp entry=1 lasted=0:10
claim 02:00:00:00:00:10 ip=192.168.1.10 source=arp entry=2 lasted=0:10
at 1:20
claim 02:00:00:00:00:66 ip=192.168.1.10 source=arp entry=1
finds 192.168.1.10 by=02:00:00:00:00:10 detail=192.168.1.10

quiet: the address moves to the new device and stays there
claim 02:00:00:00:00:10 ip=192.168.1.10 source=dhcp
at 1:00
claim 02:00:00:00:00:66 ip=192.168.1.10 source=dhcp
at 2:00

quiet: somebody takes the addresses of two, which is more than a mistake
claim 02:00:00:00:00:10 ip=192.168.1.10 source=arp
claim 02:00:00:00:00:11 ip=192.168.1.11 source=arp
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus dmac=02:00:00:00:00:10
at 1:00
claim 02:00:00:00:00:66 ip=192.168.1.10 source=arp entry=1
claim 02:00:00:00:00:10 ip=192.168.1.10 source=arp entry=2
at 1:10
claim 02:00:00:00:00:66 ip=192.168.1.10 source=arp entry=1 lasted=0:10
claim 02:00:00:00:00:10 ip=192.168.1.10 source=arp entry=2 lasted=1:00
claim 02:00:00:00:00:11 ip=192.168.1.11 source=arp entry=3 lasted=1:00
claim 02:00:00:00:00:66 ip=192.168.1.11 source=arp entry=4
at 1:20
claim 02:00:00:00:00:66 ip=192.168.1.10 source=arp entry=1 lasted=0:20
at 3:00
