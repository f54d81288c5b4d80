fires: a name below a listed one is looked up
block evil.example 198.51.100.0/24
flow 192.168.1.5 > 192.168.1.1 udp/53 dns
dns 192.168.1.5 > 192.168.1.1 a.b.EVIL.example
finds 192.168.1.5 detail=EVIL

fires: an address of a listed network
block evil.example 198.51.100.0/24 2001:db8:bad::/48
flow 192.168.1.5 > 198.51.100.77 tcp/443 answered=0 back=0
finds 192.168.1.5 by=198.51.100.77

quiet: a name that ends in the same letters, the network beside it
block evil.example 198.51.100.0/24 no/such/thing
flow 192.168.1.5 > 192.168.1.1 udp/53 dns
dns 192.168.1.5 > 192.168.1.1 notevil.example
flow 192.168.1.5 > 198.51.101.77 tcp/443 tls
