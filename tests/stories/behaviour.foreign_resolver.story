fires: a public name server is asked
flow 192.168.1.99 > 198.51.100.53 udp/53 dns
finds 192.168.1.99 by=198.51.100.53 severity=medium

fires: another one than was learned
learn
flow 192.168.1.5 > 192.168.1.1 udp/53 dns
flow 192.168.1.5 > 192.168.1.99 tcp/80 http
at 0:10:00
enforce
flow 192.168.1.5 > 192.168.1.99 udp/53 dns
finds 192.168.1.5 severity=low

quiet: the plant's own server asks outside, as learned
learn
flow 192.168.1.1 > 198.51.100.53 udp/53 dns
flow 192.168.1.5 > 192.168.1.1 udp/53 dns
at 0:10:00
enforce
flow 192.168.1.1 > 198.51.100.53 udp/53 dns flows=2
flow 192.168.1.5 > 192.168.1.1 udp/53 dns flows=2
