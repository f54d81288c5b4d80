fires: a panel asks for what nobody asked for
learn
flow 192.168.1.5 > 192.168.1.1 udp/53 dns
dns 192.168.1.5 > 192.168.1.1 www.maker.example
at 0:10:00
enforce
dns 192.168.1.5 > 192.168.1.1 www.evil.example
dns 192.168.1.5 > 192.168.1.1 www.other.example queries=2
dns 192.168.1.5 > 192.168.1.1 cdn.evil.example
findings 1
finds 192.168.1.5 detail=cdn.evil.example count=4

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
dns 192.168.1.5 > 192.168.1.1 new.maker.example

quiet: a domain of the third level, as registries in Japan give them out, after a restart
learn
flow 192.168.1.5 > 192.168.1.1 udp/53 dns
dns 192.168.1.5 > 192.168.1.1 www.maker.co.jp
at 0:10:00
enforce
restart
dns 192.168.1.5 > 192.168.1.1 update.maker.co.jp

fires: another company of the same registry
learn
flow 192.168.1.5 > 192.168.1.1 udp/53 dns
dns 192.168.1.5 > 192.168.1.1 www.maker.co.jp
at 0:10:00
enforce
dns 192.168.1.5 > 192.168.1.1 www.other.co.jp
finds 192.168.1.5 detail=www.other.co.jp
