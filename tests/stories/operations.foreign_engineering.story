fires: a laptop loads a program though another station is named
claim 192.168.1.10 device_type="Programmable Logic Controller"
flow 192.168.1.7 > 192.168.1.10 tcp/502 modbus
say 192.168.1.7 role=engineering-station
ot 192.168.1.99 > 192.168.1.10 umas program app=modbus code=48 fn="Download Block"
finds 192.168.1.10 by=192.168.1.99 severity=critical

fires: another station than the one that was learned
learn
claim 192.168.1.10 device_type="Programmable Logic Controller"
ot 192.168.1.7 > 192.168.1.10 umas program app=modbus code=48 fn="Download Block"
at 24:00:00
enforce
ot 192.168.1.99 > 192.168.1.10 umas program app=modbus code=48 fn="Download Block"
finds 192.168.1.10 by=192.168.1.99

quiet: the named station itself
claim 192.168.1.10 device_type="Programmable Logic Controller"
flow 192.168.1.7 > 192.168.1.10 tcp/502 modbus
say 192.168.1.7 role=engineering-station
ot 192.168.1.7 > 192.168.1.10 umas program app=modbus code=48 fn="Download Block"

quiet: nobody is named and nothing was learned
claim 192.168.1.10 device_type="Programmable Logic Controller"
ot 192.168.1.99 > 192.168.1.10 umas program app=modbus code=48 fn="Download Block"
