fires: nmap asks a FINS controller for its type, over TCP
flow 192.168.1.99 > 192.168.1.10 tcp/9600 fins flows=2 packets=7 back=7 state=closed
ot 192.168.1.99 > 192.168.1.10 fins identify code=1281 fn="Controller Data Read" on=tcp/9600
finds 192.168.1.10 by=192.168.1.99 severity=low detail=fins

fires: the same of BACnet, where any device is asked which one it is; it ends before anything is told of it
ot 192.168.1.99 > 192.168.1.10 bacnet read code=12 fn=ReadProperty space=device range=4194303 count=9 on=udp/47808
flow 192.168.1.99 > 192.168.1.10 udp/47808 bacnet flows=5 packets=15 back=11 state=closed
finds 192.168.1.10 by=192.168.1.99 detail=bacnet

fires: a stranger to a pair that was learned with others
learn
flow 192.168.1.5 > 192.168.1.10 tcp/9600 fins
ot 192.168.1.5 > 192.168.1.10 fins read code=257 fn="Memory Area Read" on=tcp/9600
at 1:00:00
enforce
flow 192.168.1.99 > 192.168.1.10 tcp/9600 fins flows=2 packets=7 back=7 state=closed
ot 192.168.1.99 > 192.168.1.10 fins identify code=1281 fn="Controller Data Read" on=tcp/9600
finds 192.168.1.10 by=192.168.1.99

quiet: an HMI asks, then reads, over two connections
flow 192.168.1.5 > 192.168.1.10 tcp/9600 fins flows=2 packets=20 back=20 state=closed
ot 192.168.1.5 > 192.168.1.10 fins read code=257 fn="Memory Area Read" on=tcp/9600
ot 192.168.1.5 > 192.168.1.10 fins identify code=1281 fn="Controller Data Read" on=tcp/9600

quiet: BACnet reads of a device that it names; one connection that asks; one that goes on
ot 192.168.1.5 > 192.168.1.10 bacnet read code=12 fn=ReadProperty space=device range=500 on=udp/47808
flow 192.168.1.5 > 192.168.1.10 udp/47808 bacnet flows=5 packets=15 back=11 state=closed
ot 192.168.1.5 > 192.168.1.11 enip identify code=99 fn="List Identity" on=tcp/44818
flow 192.168.1.5 > 192.168.1.11 tcp/44818 enip packets=5 back=5 state=closed
ot 192.168.1.5 > 192.168.1.12 enip identify code=99 fn="List Identity" on=tcp/44818
flow 192.168.1.5 > 192.168.1.12 tcp/44818 enip flows=2 packets=5 back=5 state=established

quiet: an inventory tool that was learned
learn
flow 192.168.1.99 > 192.168.1.10 tcp/9600 fins flows=2 packets=7 back=7 state=closed
ot 192.168.1.99 > 192.168.1.10 fins identify code=1281 fn="Controller Data Read" on=tcp/9600
at 1:00:00
enforce
flow 192.168.1.99 > 192.168.1.10 tcp/9600 fins flows=2 packets=7 back=7 state=closed entry=77
ot 192.168.1.99 > 192.168.1.10 fins identify code=1281 fn="Controller Data Read" on=tcp/9600 entry=78

quiet: OPC UA begins with a question each time
ot 192.168.1.5 > 192.168.1.13 opcua identify code=428 fn=GetEndpoints on=tcp/4840
flow 192.168.1.5 > 192.168.1.13 tcp/4840 opcua flows=2 packets=9 back=9 state=closed

quiet: a visit on the way from one controller to the next
ot 192.168.1.99 > 192.168.1.10 fins identify code=1281 fn="Controller Data Read" on=tcp/9600
flow 192.168.1.99 > 192.168.1.10 tcp/9600 fins flows=2 packets=7 back=7 state=closed
ot 192.168.1.99 > 192.168.1.11 fins identify code=1281 fn="Controller Data Read" on=tcp/9600
ot 192.168.1.99 > 192.168.1.12 fins identify code=1281 fn="Controller Data Read" on=tcp/9600
ot 192.168.1.99 > 192.168.1.13 fins identify code=1281 fn="Controller Data Read" on=tcp/9600
at 0:20
ot 192.168.1.99 > 192.168.1.14 fins identify code=1281 fn="Controller Data Read" on=tcp/9600
ot 192.168.1.99 > 192.168.1.15 fins identify code=1281 fn="Controller Data Read" on=tcp/9600
flow 192.168.1.99 > 192.168.1.15 tcp/9600 fins flows=2 packets=7 back=7 state=closed
at 3:00

quiet: it reads a moment later
ot 192.168.1.99 > 192.168.1.10 fins identify code=1281 fn="Controller Data Read" on=tcp/9600
flow 192.168.1.99 > 192.168.1.10 tcp/9600 fins flows=2 packets=7 back=7 state=closed
at 0:20
ot 192.168.1.99 > 192.168.1.10 fins read code=257 fn="Memory Area Read" on=tcp/9600
at 3:00
