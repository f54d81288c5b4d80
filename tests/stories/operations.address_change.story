fires: a station gets another name
ot 02:00:00:00:00:99 > 02:00:00:00:00:10 profinet-dcp config fn="Set Name of Station" target="name x" on=0x8892
finds 02:00:00:00:00:10 by=02:00:00:00:00:99 detail="Set Name"

fires: the TCP/IP object of CIP is written
ot 192.168.1.99 > 192.168.1.10 cip config code=16 fn="Set Attribute Single" target="class 0xf5 instance 1 attribute 5" app=enip on=tcp/44818
finds 192.168.1.10 severity=high

quiet: stations are looked for, another setting is written
ot 02:00:00:00:00:99 > 02:00:00:00:00:10 profinet-dcp identify fn=Identify on=0x8892
ot 192.168.1.99 > 192.168.1.10 fins config code=514 fn="Parameter Area Write" on=udp/9600
