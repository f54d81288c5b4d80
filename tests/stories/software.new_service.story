fires: a known PLC begins to answer on telnet
learn
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
at 1:00:00
enforce
flow 192.168.1.5 > 192.168.1.10 tcp/23 telnet
at 1:01:00
finds 192.168.1.10 by=192.168.1.5 detail="TCP 23, telnet" count=1
findings 1

fires: a new service by two clients is told of each, by all of his connections
learn
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
flow 192.168.1.6 > 192.168.1.10 tcp/502 modbus
at 1:00:00
enforce
flow 192.168.1.5 > 192.168.1.10 udp/161 snmp flows=3
flow 192.168.1.6 > 192.168.1.10 udp/161 snmp
flow 192.168.1.6 > 192.168.1.10 tcp/502 modbus flows=4
at 1:01:00
finds 192.168.1.10 by=192.168.1.5 detail="UDP 161, snmp" count=3
finds 192.168.1.10 by=192.168.1.6 detail="UDP 161, snmp" count=1
findings 2

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

quiet: a service that was learned from somebody else, in a phase without learning
learn
flow 192.168.1.5 > 192.168.1.10 tcp/23 telnet
flow 192.168.1.6 > 192.168.1.11 tcp/502 modbus
at 1:00:00
enforce
flow 192.168.1.6 > 192.168.1.10 tcp/23 telnet
at 1:05:00

quiet: ports of the moment: a file of FTP, a program by DCE/RPC, two that go on, programs of one computer
learn
flow 192.168.1.5 > 192.168.1.10 tcp/21 ftp
flow 192.168.1.5 > 192.168.1.10 tcp/51000 ftp-data
flow 192.168.1.5 > 192.168.1.10 tcp/1078 dcerpc
flow 192.168.1.5 > 192.168.1.10 udp/9600 fins
flow 127.0.0.1 > 127.0.0.1 tcp/4840 opcua
at 1:00:00
enforce
flow 192.168.1.5 > 192.168.1.10 tcp/52000 ftp-data
flow 192.168.1.6 > 192.168.1.10 tcp/52001 ftp-data
flow 192.168.1.5 > 192.168.1.10 tcp/1091 dcerpc
flow 192.168.1.10 > 192.168.1.5 udp/58722 fins
flow 127.0.0.1 > 127.0.0.1 tcp/58566 lasted=0:20
at 1:05:00

fires: a port of the moment that nobody used so; somebody else's program
learn
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
at 1:00:00
enforce
flow 192.168.1.5 > 192.168.1.10 tcp/52000 ssh
flow 192.168.1.5 > 192.168.1.10 tcp/51078 dcerpc
at 1:05:00
finds 192.168.1.10 detail="TCP 52000"
finds 192.168.1.10 detail="TCP 51078"

quiet: programs of one computer among themselves, at its own address
learn
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
at 1:00:00
enforce
flow 192.168.1.5 > 192.168.1.5 tcp/51944

quiet: it was served before learning began, and somebody else asks for it afterwards
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
at 0:30:00
learn
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus flows=2
at 1:00:00
enforce
flow 192.168.1.6 > 192.168.1.10 tcp/502 modbus
