fires: a PLC opens a connection to a public address
claim 192.168.1.10 device_type="Programmable Logic Controller"
flow 192.168.1.10 > 203.0.113.9 tcp/443 tls dmac=02:00:00:00:00:01
finds 192.168.1.10 severity=high detail=203.0.113.9

fires: a public address opens remote desktop on a server
flow 203.0.113.9 > 192.168.1.31 tcp/3389 rdp smac=02:00:00:00:00:01
finds 192.168.1.31 severity=critical

fires: a PLC sends its logs to a public address, which never answers them
claim 192.168.1.10 device_type="Programmable Logic Controller"
flow 192.168.1.10 > 203.0.113.9 udp/514 syslog answered=0 packets=3 back=0 dmac=02:00:00:00:00:01
finds 192.168.1.10 severity=high detail=203.0.113.9

quiet: the maker's gateway, as learned
learn
claim 192.168.1.10 device_type="Programmable Logic Controller"
flow 192.168.1.10 > 203.0.113.9 tcp/443 tls dmac=02:00:00:00:00:01
at 1:00:00
enforce
flow 192.168.1.10 > 203.0.113.9 tcp/443 tls dmac=02:00:00:00:00:01

quiet: an attempt that nobody answered
claim 192.168.1.10 device_type="Programmable Logic Controller"
flow 192.168.1.10 > 203.0.113.9 tcp/443 answered=0 back=0 dmac=02:00:00:00:00:01
