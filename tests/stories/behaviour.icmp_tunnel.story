fires: a file in echoes
flow 192.168.1.99 > 198.51.100.1 ICMP icmp packets=400 bytes=90000 bytes_back=80000
finds 192.168.1.99 by=198.51.100.1

quiet: a ping each second, and a few large ones
flow 192.168.1.99 > 192.168.1.10 ICMP icmp packets=5000 bytes=490000 bytes_back=490000
flow 192.168.1.99 > 192.168.1.11 ICMP icmp packets=4 bytes=6000 bytes_back=6000
