fires: SSH on the port of HTTPS
flow 192.168.1.99 > 192.168.1.20 tcp/443 ssh
finds 192.168.1.20 by=192.168.1.99 severity=medium detail=TLS

fires: Modbus on a port of nobody
flow 192.168.1.99 > 192.168.1.10 tcp/8502 modbus
finds 192.168.1.10 severity=low

quiet: own ports, HTTP on any, an attempt
flow 192.168.1.99 > 192.168.1.20 tcp/22 ssh
flow 192.168.1.99 > 192.168.1.20 tcp/9000 http
flow 192.168.1.99 > 192.168.1.10 tcp/502 modbus
flow 192.168.1.99 > 192.168.1.20 tcp/443 ssh answered=0 back=0
