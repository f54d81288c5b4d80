fires: a computer of the line begins to send with the addresses of thousands
claim 02:00:c0:a8:01:63 ip=192.168.1.99 source=arp
flow 192.168.1.99 > 192.168.1.10 tcp/502 modbus
at 1:00
anomaly 02:00:c0:a8:01:63 > 00:00:00:00:00:00 flood.ip count=9000 layer=packet
at 2:00
anomaly 02:00:c0:a8:01:63 > 00:00:00:00:00:00 flood.ip count=1000 layer=packet
finds 192.168.1.99 count=10000 detail=02:00:c0:a8:01:63

fires: nothing else was ever heard of it
anomaly 02:00:c0:a8:01:63 > 00:00:00:00:00:00 flood.ip count=9000 layer=packet
finds sensor count=9000

quiet: a router brings packets of many who are answered
flow 10.1.0.5 > 192.168.1.10 tcp/443 tls smac=02:00:00:00:00:01
flow 10.1.0.6 > 192.168.1.10 tcp/443 tls smac=02:00:00:00:00:01
flow 10.1.0.7 > 192.168.1.10 tcp/443 tls smac=02:00:00:00:00:01

quiet: forged MAC addresses
anomaly 9c:11:02:a3:44:05 > 00:00:00:00:00:00 flood.mac count=9997 layer=packet
