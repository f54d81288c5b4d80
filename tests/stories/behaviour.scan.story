fires: a laptop knocks at twelve addresses
flow 192.168.1.99 > 192.168.1.101 tcp/102 answered=0 back=0 packets=1
flow 192.168.1.99 > 192.168.1.102 tcp/102 answered=0 back=0 packets=1
flow 192.168.1.99 > 192.168.1.103 tcp/102 answered=0 back=0 packets=1
flow 192.168.1.99 > 192.168.1.104 tcp/102 answered=0 back=0 packets=1
flow 192.168.1.99 > 192.168.1.105 tcp/102 answered=0 back=0 packets=1
flow 192.168.1.99 > 192.168.1.106 tcp/102 answered=0 back=0 packets=1
flow 192.168.1.99 > 192.168.1.107 tcp/102 answered=0 back=0 packets=1
flow 192.168.1.99 > 192.168.1.108 tcp/102 answered=0 back=0 packets=1
flow 192.168.1.99 > 192.168.1.109 tcp/102 answered=0 back=0 packets=1
flow 192.168.1.99 > 192.168.1.110 tcp/102 answered=0 back=0 packets=1
flow 192.168.1.99 > 192.168.1.111 tcp/102 answered=0 back=0 packets=1
flow 192.168.1.99 > 192.168.1.112 tcp/102 answered=0 back=0 packets=1
flow 192.168.1.99 > 192.168.1.113 tcp/102 answered=0 back=0 packets=1
finds 192.168.1.99 detail=addresses

fires: one server is asked on many ports
flow 192.168.1.99 > 192.168.1.10 tcp/37 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/74 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/111 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/148 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/185 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/222 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/259 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/296 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/333 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/370 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/407 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/444 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/481 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/518 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/555 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/592 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/629 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/666 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/703 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/740 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/777 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/814 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/851 answered=0 refused=1 packets=1
flow 192.168.1.99 > 192.168.1.10 tcp/888 answered=0 refused=1 packets=1
finds 192.168.1.99 detail=ports

quiet: a server that is down is asked again and again
flow 192.168.1.5 > 192.168.1.10 tcp/502 answered=0 back=0 flows=500 lasted=9:00
at 0:10:00
flow 192.168.1.5 > 192.168.1.10 tcp/502 answered=0 back=0 flows=500 lasted=9:00
at 0:20:00
flow 192.168.1.5 > 192.168.1.10 tcp/502 answered=0 back=0 flows=500 lasted=9:00
at 0:30:00
flow 192.168.1.5 > 192.168.1.10 tcp/502 answered=0 back=0 flows=500 lasted=9:00
at 0:40:00

quiet: many conversations that are answered
flow 192.168.1.5 > 192.168.1.101 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.102 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.103 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.104 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.105 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.106 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.107 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.108 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.109 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.110 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.111 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.112 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.113 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.114 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.115 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.116 tcp/502 modbus
