fires: a laptop speaks on the line after learning
learn
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
at 1:00:00
enforce
flow 192.168.1.99 > 192.168.1.10 tcp/502 modbus
at 1:01:00
finds 192.168.1.99 detail=192.168.1.99 count=1

quiet: the known devices go on, one by a further address
learn
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
at 1:00:00
enforce
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus flows=2
claim 02:00:c0:a8:01:05 ip=192.168.1.6 source=arp
flow 192.168.1.6 > 192.168.1.10 tcp/502 modbus smac=02:00:c0:a8:01:05
at 1:05:00

quiet: without learning everybody is new
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
at 0:05:00

quiet: a terminal that the operator calls seldom
learn
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
at 0:10:00
enforce
flow 192.168.1.90 > 192.168.1.10 tcp/502 modbus
say 192.168.1.90 note=seldom
at 0:20:00

quiet: who was known before learning began and speaks while it learns is of the plant, too
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
at 0:30:00
learn
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus flows=2
at 1:00:00
enforce
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus flows=3
claim 02:00:c0:a8:01:05 firmware=V2.9 rank=identity
claim 02:00:c0:a8:01:0a firmware=V1.1 rank=identity
at 1:05:00

quiet: a controller takes the place of one that was learned (presence.replaced)
learn
claim 02:00:00:00:00:10 ip=192.168.1.10 source=arp
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus dmac=02:00:00:00:00:10
at 1:00:00
enforce
claim 02:00:00:00:00:77 ip=192.168.1.10 source=arp
at 1:05:00

quiet: the first ones of a flood of forged addresses came before anybody knew that it was one
learn
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
at 1:00:00
enforce
claim 9c:11:02:a3:44:05 ip=10.3.4.5 source=arp
claim 5e:72:c0:13:9a:0b ip=10.9.1.7 source=arp
at 1:00:10
anomaly 70:72:c0:13:9a:0c > 00:00:00:00:00:00 flood.mac count=9997 layer=packet lasted=0:15
at 1:05:00

fires: who came with a flood and stays is told
learn
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
at 1:00:00
enforce
claim 02:00:c0:a8:01:63 ip=192.168.1.99 source=arp
at 1:00:10
anomaly 70:72:c0:13:9a:0c > 00:00:00:00:00:00 flood.mac count=9997 layer=packet lasted=0:15
at 1:01:00
flow 192.168.1.99 > 192.168.1.10 tcp/502 modbus
at 1:05:00
finds 192.168.1.99
