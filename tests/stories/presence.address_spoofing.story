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

fires: a hundred made-up senders are one event, of which three are told apart
claim 02:00:00:00:01:01 ip=192.168.1.1 source=arp
claim 02:00:00:00:01:02 ip=192.168.1.2 source=arp
claim 02:00:00:00:01:03 ip=192.168.1.3 source=arp
claim 02:00:00:00:01:04 ip=192.168.1.4 source=arp
claim 02:00:00:00:01:05 ip=192.168.1.5 source=arp
claim 02:00:00:00:01:06 ip=192.168.1.6 source=arp
claim 02:00:00:00:01:07 ip=192.168.1.7 source=arp
claim 02:00:00:00:01:08 ip=192.168.1.8 source=arp
claim 02:00:00:00:01:09 ip=192.168.1.9 source=arp
claim 02:00:00:00:01:0a ip=192.168.1.10 source=arp
claim 02:00:00:00:01:0b ip=192.168.1.11 source=arp
claim 02:00:00:00:01:0c ip=192.168.1.12 source=arp
claim 02:00:00:00:01:0d ip=192.168.1.13 source=arp
claim 02:00:00:00:01:0e ip=192.168.1.14 source=arp
claim 02:00:00:00:01:0f ip=192.168.1.15 source=arp
claim 02:00:00:00:01:10 ip=192.168.1.16 source=arp
claim 02:00:00:00:01:11 ip=192.168.1.17 source=arp
claim 02:00:00:00:01:12 ip=192.168.1.18 source=arp
claim 02:00:00:00:01:13 ip=192.168.1.19 source=arp
claim 02:00:00:00:01:14 ip=192.168.1.20 source=arp
claim 02:00:00:00:01:15 ip=192.168.1.21 source=arp
claim 02:00:00:00:01:16 ip=192.168.1.22 source=arp
claim 02:00:00:00:01:17 ip=192.168.1.23 source=arp
claim 02:00:00:00:01:18 ip=192.168.1.24 source=arp
claim 02:00:00:00:01:19 ip=192.168.1.25 source=arp
claim 02:00:00:00:01:1a ip=192.168.1.26 source=arp
claim 02:00:00:00:01:1b ip=192.168.1.27 source=arp
claim 02:00:00:00:01:1c ip=192.168.1.28 source=arp
claim 02:00:00:00:01:1d ip=192.168.1.29 source=arp
claim 02:00:00:00:01:1e ip=192.168.1.30 source=arp
anomaly 02:00:00:00:01:01 > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:02 > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:03 > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:04 > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:05 > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:06 > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:07 > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:08 > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:09 > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:0a > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:0b > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:0c > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:0d > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:0e > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:0f > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:10 > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:11 > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:12 > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:13 > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:14 > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:15 > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:16 > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:17 > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:18 > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:19 > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:1a > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:1b > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:1c > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:1d > 02:00:00:00:00:10 arp.sender_mismatch app=arp
anomaly 02:00:00:00:01:1e > 02:00:00:00:00:10 arp.sender_mismatch app=arp
finds 02:00:00:00:01:01 count=28
findings 3
