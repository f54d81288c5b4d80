fires: a known PLC begins to answer on telnet
learn
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
at 1:00:00
enforce
flow 192.168.1.5 > 192.168.1.10 tcp/23 telnet
at 1:01:00
finds 192.168.1.10 detail="TCP 23" count=1

quiet: the known service by another client
learn
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
at 1:00:00
enforce
flow 192.168.1.6 > 192.168.1.10 tcp/502 modbus
at 1:01:00

quiet: a new device with its services is a new device
learn
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
at 1:00:00
enforce
flow 192.168.1.5 > 192.168.1.77 tcp/80 http
at 1:05:00

quiet: a port that refuses
learn
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
at 1:00:00
enforce
flow 192.168.1.5 > 192.168.1.10 tcp/23 answered=0 refused=1
at 1:05:00
