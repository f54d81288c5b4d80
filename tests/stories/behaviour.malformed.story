fires: a Modbus header says another length
flow 192.168.1.99 > 192.168.1.10 tcp/502 modbus
anomaly 192.168.1.99 > 192.168.1.10 modbus.length app=modbus on=tcp/502
finds 192.168.1.99 by=192.168.1.10 severity=medium

fires: a broken name of the DNS
flow 192.168.1.99 > 192.168.1.1 udp/53 dns
anomaly 192.168.1.99 > 192.168.1.1 dns.structure app=dns on=udp/53
finds 192.168.1.99 severity=low

quiet: a frame that was cut once; what others tell
flow 192.168.1.99 > 192.168.1.10 tcp/445 smb
anomaly 192.168.1.99 > 192.168.1.10 decode.ip4_header layer=packet
anomaly 192.168.1.99 > 192.168.1.10 smb1.doublepulsar app=smb
anomaly 192.168.1.99 > 192.168.1.10 login.default_password app=telnet

quiet: the test file of virus scanners, which behaviour.exploit tells
flow 192.168.1.99 > 192.168.1.20 tcp/445 smb
anomaly 192.168.1.99 > 192.168.1.20 file.eicar app=smb on=tcp/445

fires: the controllers of one maker all break the same rule
flow 192.168.1.10 > 192.168.1.99 udp/47808 bacnet
flow 192.168.1.11 > 192.168.1.99 udp/47808 bacnet
flow 192.168.1.12 > 192.168.1.99 udp/47808 bacnet
flow 192.168.1.13 > 192.168.1.99 udp/47808 bacnet
flow 192.168.1.14 > 192.168.1.99 udp/47808 bacnet
flow 192.168.1.15 > 192.168.1.99 udp/47808 bacnet
flow 192.168.1.16 > 192.168.1.99 udp/47808 bacnet
flow 192.168.1.17 > 192.168.1.99 udp/47808 bacnet
anomaly 192.168.1.10 > 192.168.1.99 bacnet.length app=bacnet on=udp/47808
anomaly 192.168.1.11 > 192.168.1.99 bacnet.length app=bacnet on=udp/47808
anomaly 192.168.1.12 > 192.168.1.99 bacnet.length app=bacnet on=udp/47808
anomaly 192.168.1.13 > 192.168.1.99 bacnet.length app=bacnet on=udp/47808
anomaly 192.168.1.14 > 192.168.1.99 bacnet.length app=bacnet on=udp/47808
anomaly 192.168.1.15 > 192.168.1.99 bacnet.length app=bacnet on=udp/47808
anomaly 192.168.1.16 > 192.168.1.99 bacnet.length app=bacnet on=udp/47808
anomaly 192.168.1.17 > 192.168.1.99 bacnet.length app=bacnet on=udp/47808
finds 192.168.1.10 count=1
findings 4
