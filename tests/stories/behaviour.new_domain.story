fires: a panel asks for what nobody asked for
learn
flow 192.168.1.5 > 192.168.1.1 udp/53 dns
dns 192.168.1.5 > 192.168.1.1 www.maker.example
at 0:10:00
enforce
dns 192.168.1.5 > 192.168.1.1 www.evil.example
finds 192.168.1.5 detail=www.evil.example

quiet: another name of a known domain, by another computer; one that does not exist; one of the site
learn
flow 192.168.1.5 > 192.168.1.1 udp/53 dns
flow 192.168.1.6 > 192.168.1.1 udp/53 dns
dns 192.168.1.5 > 192.168.1.1 www.maker.example
at 0:10:00
enforce
dns 192.168.1.6 > 192.168.1.1 update.maker.example
dns 192.168.1.6 > 192.168.1.1 www.gone.example rcode=NXDOMAIN failures=1
dns 192.168.1.6 > 192.168.1.1 server.plant.local
