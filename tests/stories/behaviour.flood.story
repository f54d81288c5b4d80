fires: three thousand DHCP requests in ten seconds
claim 192.168.1.99 hostname=x source=dhcp
flow 192.168.1.99 > 255.255.255.255 udp/67 dhcp packets=3000 answered=0 back=0 lasted=0:10 dmac=ff:ff:ff:ff:ff:ff
finds 192.168.1.99 detail=dhcp

quiet: cyclic traffic, a copied file, a question each second for a day
flow 192.168.1.5 > 192.168.1.10 udp/2222 enip packets=900000 lasted=1:00
flow 192.168.1.5 > 192.168.1.20 tcp/445 smb packets=900000 lasted=1:00
flow 192.168.1.5 > 192.168.1.1 ICMP icmp packets=86400 lasted=24:00:00
