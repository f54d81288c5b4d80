fires: one MAC takes two addresses whose holders still speak
claim 02:00:00:00:00:10 ip=192.168.1.10 source=arp
claim 02:00:00:00:00:11 ip=192.168.1.11 source=arp
at 0:05:00
claim 02:00:00:00:00:99 ip=192.168.1.10 source=arp lasted=0:01
claim 02:00:00:00:00:10 ip=192.168.1.10 source=arp lasted=5:00
claim 02:00:00:00:00:11 ip=192.168.1.11 source=arp lasted=5:00
claim 02:00:00:00:00:99 ip=192.168.1.10 source=arp lasted=0:10
claim 02:00:00:00:00:99 ip=192.168.1.11 source=arp lasted=0:10
at 0:06:00
finds 02:00:00:00:00:99

fires: a sender of ARP contradicts its frame
claim 02:00:00:00:00:99 ip=192.168.1.99 source=arp
anomaly 02:00:00:00:00:99 > 02:00:00:00:00:10 arp.sender_mismatch app=arp
finds 02:00:00:00:00:99 severity=medium

quiet: one address by mistake, and an address that moved on
claim 02:00:00:00:00:10 ip=192.168.1.10 source=arp lasted=5:00
claim 02:00:00:00:00:99 ip=192.168.1.10 source=arp lasted=0:10
claim 02:00:00:00:00:12 ip=192.168.1.12 source=arp
at 0:20:00
claim 02:00:00:00:00:99 ip=192.168.1.12 source=arp
at 0:21:00

fires: the router's address and another one: one finding
claim 02:00:00:00:00:01 ip=192.168.1.1 source=arp
say 02:00:00:00:00:01 role=router
claim 02:00:00:00:00:10 ip=192.168.1.10 source=arp
at 0:05:00
claim 02:00:00:00:00:99 ip=192.168.1.99 source=arp lasted=0:01
claim 02:00:00:00:00:01 ip=192.168.1.1 source=arp lasted=5:00
claim 02:00:00:00:00:10 ip=192.168.1.10 source=arp lasted=5:00
claim 02:00:00:00:00:99 ip=192.168.1.1 source=arp lasted=0:10
claim 02:00:00:00:00:99 ip=192.168.1.10 source=arp lasted=0:10
at 0:06:00
finds 02:00:00:00:00:99
findings 1
