fires: thousands of senders come up and are not heard again, and it goes on
anomaly 9c:11:02:a3:44:05 > 00:00:00:00:00:00 flood.mac count=9997 layer=packet
at 1:00
anomaly 5e:72:c0:13:9a:0b > 00:00:00:00:00:00 flood.mac count=50003 layer=packet
finds sensor count=60000 detail=5e: severity=high
findings 1

fires: two networks of one sensor
anomaly 9c:11:02:a3:44:05 > 00:00:00:00:00:00 flood.mac count=900 layer=packet vlan=10
anomaly 5e:72:c0:13:9a:0b > 00:00:00:00:00:00 flood.mac count=900 layer=packet vlan=20
findings 2

quiet: a plant is switched on: its devices come within a minute and speak with one another
claim 02:00:c0:a8:01:05 ip=192.168.1.5 source=arp
claim 02:00:c0:a8:01:0a ip=192.168.1.10 source=arp
claim 02:00:c0:a8:01:0b ip=192.168.1.11 source=arp
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.11 tcp/502 modbus
at 1:00
anomaly 02:00:c0:a8:01:05 > 02:00:c0:a8:01:0a arp.length layer=packet count=300

quiet: one device sends with forged IP addresses
anomaly 02:00:c0:a8:01:63 > 00:00:00:00:00:00 flood.ip count=9000 layer=packet
