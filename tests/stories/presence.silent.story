fires: a PLC answers nobody any more
learn
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm state=alive
at 1:00:00
enforce
at 1:20:00
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm state=silent since=0:30
at 1:25:00
finds 192.168.1.10 severity=high shown=1:19:30

quiet: it is back within seconds; a PC that is switched off; a line that stops at its hour
learn
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm state=alive
claim 192.168.1.11 device_type="Programmable Logic Controller" source=s7comm
flow 192.168.1.5 > 192.168.1.11 tcp/102 s7comm
flow 192.168.1.5 > 192.168.1.66 tcp/445 smb
liveness 192.168.1.5 > 192.168.1.11 tcp/102 s7comm state=alive
liveness 192.168.1.5 > 192.168.1.66 tcp/445 smb state=alive
at 1:00:00
liveness 192.168.1.5 > 192.168.1.11 tcp/102 s7comm state=silent since=0:30
at 1:10:00
liveness 192.168.1.5 > 192.168.1.11 tcp/102 s7comm state=alive
enforce
at 1:20:00
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm state=silent since=0:30
at 1:20:10
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm state=alive
liveness 192.168.1.5 > 192.168.1.66 tcp/445 smb state=silent since=0:30
at 1:25:00
gap 169:00:00
liveness 192.168.1.5 > 192.168.1.11 tcp/102 s7comm state=silent since=0:30
at 169:05:00

fires: all come back from the break, but one
learn
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
flow 192.168.1.6 > 192.168.1.11 tcp/502 modbus
flow 192.168.1.7 > 192.168.1.12 tcp/502 modbus
flow 192.168.1.8 > 192.168.1.13 tcp/502 modbus
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm state=alive
at 1:00:00
enforce
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm side=client state=silent since=0:30
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm state=silent since=0:30
liveness 192.168.1.6 > 192.168.1.11 tcp/502 modbus side=client state=silent since=0:30
liveness 192.168.1.6 > 192.168.1.11 tcp/502 modbus state=silent since=0:30
liveness 192.168.1.7 > 192.168.1.12 tcp/502 modbus side=client state=silent since=0:30
liveness 192.168.1.7 > 192.168.1.12 tcp/502 modbus state=silent since=0:30
liveness 192.168.1.8 > 192.168.1.13 tcp/502 modbus side=client state=silent since=0:30
liveness 192.168.1.8 > 192.168.1.13 tcp/502 modbus state=silent since=0:30
at 1:10:00
liveness 192.168.1.6 > 192.168.1.11 tcp/502 modbus state=alive
liveness 192.168.1.7 > 192.168.1.12 tcp/502 modbus state=alive
liveness 192.168.1.8 > 192.168.1.13 tcp/502 modbus state=alive
at 1:30:00
finds 192.168.1.10 severity=high count=1

fires: a second time, counted
learn
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm state=alive
at 1:00:00
enforce
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm state=silent since=0:30
at 1:10:00
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm state=alive
at 1:20:00
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm state=silent since=0:30
at 1:25:00
finds 192.168.1.10 count=2

quiet: a break of the line, and the night after it
learn
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
flow 192.168.1.6 > 192.168.1.11 tcp/502 modbus
flow 192.168.1.7 > 192.168.1.12 tcp/502 modbus
flow 192.168.1.8 > 192.168.1.13 tcp/502 modbus
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm state=alive
at 1:00:00
enforce
liveness 192.168.1.6 > 192.168.1.11 tcp/502 modbus side=client state=silent since=0:30
liveness 192.168.1.6 > 192.168.1.11 tcp/502 modbus state=silent since=0:30
liveness 192.168.1.7 > 192.168.1.12 tcp/502 modbus side=client state=silent since=0:30
liveness 192.168.1.7 > 192.168.1.12 tcp/502 modbus state=silent since=0:30
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm side=client state=silent since=0:30
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm state=silent since=0:30
at 1:00:40
liveness 192.168.1.8 > 192.168.1.13 tcp/502 modbus side=client state=silent since=1:10
liveness 192.168.1.8 > 192.168.1.13 tcp/502 modbus state=silent since=1:10
at 1:10:00
liveness 192.168.1.6 > 192.168.1.11 tcp/502 modbus state=alive
liveness 192.168.1.7 > 192.168.1.12 tcp/502 modbus state=alive
liveness 192.168.1.8 > 192.168.1.13 tcp/502 modbus state=alive
at 1:10:50
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm state=alive
at 3:00:00
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm side=client state=silent since=0:30
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm state=silent since=0:30
liveness 192.168.1.6 > 192.168.1.11 tcp/502 modbus side=client state=silent since=0:30
liveness 192.168.1.6 > 192.168.1.11 tcp/502 modbus state=silent since=0:30
liveness 192.168.1.7 > 192.168.1.12 tcp/502 modbus side=client state=silent since=0:30
liveness 192.168.1.7 > 192.168.1.12 tcp/502 modbus state=silent since=0:30
liveness 192.168.1.8 > 192.168.1.13 tcp/502 modbus side=client state=silent since=0:30
liveness 192.168.1.8 > 192.168.1.13 tcp/502 modbus state=silent since=0:30
at 12:00:00

fires: a controller fails, and its panel has nobody to speak to: one finding
learn
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
claim 192.168.1.20 device_type="hmi" source=lldp
flow 192.168.1.20 > 192.168.1.10 tcp/102 s7comm
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
liveness 192.168.1.20 > 192.168.1.10 tcp/102 s7comm side=client state=alive
liveness 192.168.1.20 > 192.168.1.10 tcp/102 s7comm side=server state=alive
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm side=server state=alive
at 1:00:00
enforce
liveness 192.168.1.20 > 192.168.1.10 tcp/102 s7comm side=client state=silent since=0:30
liveness 192.168.1.20 > 192.168.1.10 tcp/102 s7comm side=server state=silent since=0:30
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm side=server state=silent since=0:30
at 1:20:00
finds 192.168.1.10
findings 1

quiet: a device that was declared seldom connected
learn
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
flow 192.168.1.20 > 192.168.1.10 tcp/102 s7comm
liveness 192.168.1.20 > 192.168.1.10 tcp/102 s7comm state=alive
say 192.168.1.10 note="seldom: test stand"
at 1:00:00
enforce
liveness 192.168.1.20 > 192.168.1.10 tcp/102 s7comm state=silent since=0:30
at 1:30:00

fires: a switch fails: four controllers are asked on, and answer no more
learn
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
flow 192.168.1.6 > 192.168.1.11 tcp/502 modbus
flow 192.168.1.7 > 192.168.1.12 tcp/502 modbus
flow 192.168.1.8 > 192.168.1.13 tcp/502 modbus
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm state=alive
at 1:00:00
enforce
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm state=silent since=0:30
liveness 192.168.1.6 > 192.168.1.11 tcp/502 modbus state=silent since=0:30
liveness 192.168.1.7 > 192.168.1.12 tcp/502 modbus state=silent since=0:30
liveness 192.168.1.8 > 192.168.1.13 tcp/502 modbus state=silent since=0:30
at 1:20:00
finds 192.168.1.10 severity=high

quiet: a controller is told to stop, and its stations have nobody to speak to
learn
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
claim 192.168.1.31 device_type="remote-io" source=lldp
claim 192.168.1.32 device_type="remote-io" source=lldp
flow 192.168.1.10 > 192.168.1.31 tcp/44818 enip
flow 192.168.1.10 > 192.168.1.32 tcp/44818 enip
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
liveness 192.168.1.10 > 192.168.1.31 tcp/44818 enip side=server state=alive
liveness 192.168.1.10 > 192.168.1.32 tcp/44818 enip side=server state=alive
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm side=server state=alive
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 s7comm control code=41 fn="PLC Stop" result=ok on=tcp/102
at 1:00:20
liveness 192.168.1.10 > 192.168.1.31 tcp/44818 enip side=client state=silent since=0:30
liveness 192.168.1.10 > 192.168.1.31 tcp/44818 enip side=server state=silent since=0:30
liveness 192.168.1.10 > 192.168.1.32 tcp/44818 enip side=client state=silent since=0:30
liveness 192.168.1.10 > 192.168.1.32 tcp/44818 enip side=server state=silent since=0:30
at 2:30:00

fires: it refused to stop
learn
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
claim 192.168.1.31 device_type="remote-io" source=lldp
claim 192.168.1.32 device_type="remote-io" source=lldp
flow 192.168.1.10 > 192.168.1.31 tcp/44818 enip
flow 192.168.1.10 > 192.168.1.32 tcp/44818 enip
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
liveness 192.168.1.10 > 192.168.1.31 tcp/44818 enip side=server state=alive
liveness 192.168.1.10 > 192.168.1.32 tcp/44818 enip side=server state=alive
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm side=server state=alive
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 s7comm control code=41 fn="PLC Stop" result=refused on=tcp/102
at 1:00:20
liveness 192.168.1.10 > 192.168.1.31 tcp/44818 enip side=client state=silent since=0:30
liveness 192.168.1.10 > 192.168.1.31 tcp/44818 enip side=server state=silent since=0:30
liveness 192.168.1.10 > 192.168.1.32 tcp/44818 enip side=client state=silent since=0:30
liveness 192.168.1.10 > 192.168.1.32 tcp/44818 enip side=server state=silent since=0:30
at 2:30:00
finds 192.168.1.31
finds 192.168.1.32

fires: it runs again, and one of its stations does not come back
learn
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
claim 192.168.1.31 device_type="remote-io" source=lldp
claim 192.168.1.32 device_type="remote-io" source=lldp
flow 192.168.1.10 > 192.168.1.31 tcp/44818 enip
flow 192.168.1.10 > 192.168.1.32 tcp/44818 enip
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
liveness 192.168.1.10 > 192.168.1.31 tcp/44818 enip side=server state=alive
liveness 192.168.1.10 > 192.168.1.32 tcp/44818 enip side=server state=alive
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm side=server state=alive
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 s7comm control code=41 fn="PLC Stop" result=ok on=tcp/102
at 1:00:20
liveness 192.168.1.10 > 192.168.1.31 tcp/44818 enip side=client state=silent since=0:30
liveness 192.168.1.10 > 192.168.1.31 tcp/44818 enip side=server state=silent since=0:30
liveness 192.168.1.10 > 192.168.1.32 tcp/44818 enip side=client state=silent since=0:30
liveness 192.168.1.10 > 192.168.1.32 tcp/44818 enip side=server state=silent since=0:30
at 1:20:00
liveness 192.168.1.10 > 192.168.1.31 tcp/44818 enip side=client state=alive
liveness 192.168.1.10 > 192.168.1.31 tcp/44818 enip side=server state=alive
at 1:40:00
finds 192.168.1.32
findings 1

quiet: a controller is replaced, and its stations speak with the new one
learn
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
claim 192.168.1.31 device_type="remote-io" source=lldp
claim 192.168.1.32 device_type="remote-io" source=lldp
flow 192.168.1.10 > 192.168.1.31 tcp/44818 enip
flow 192.168.1.10 > 192.168.1.32 tcp/44818 enip
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
liveness 192.168.1.10 > 192.168.1.31 tcp/44818 enip side=server state=alive
liveness 192.168.1.10 > 192.168.1.32 tcp/44818 enip side=server state=alive
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm side=server state=alive
at 1:00:00
enforce
at 1:00:20
liveness 192.168.1.10 > 192.168.1.31 tcp/44818 enip side=client state=silent since=0:30
liveness 192.168.1.10 > 192.168.1.31 tcp/44818 enip side=server state=silent since=0:30
liveness 192.168.1.10 > 192.168.1.32 tcp/44818 enip side=client state=silent since=0:30
liveness 192.168.1.10 > 192.168.1.32 tcp/44818 enip side=server state=silent since=0:30
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm side=server state=silent since=0:30
at 1:01:00
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm side=server state=alive
at 1:10:00
liveness 192.168.1.10 > 192.168.1.31 tcp/44818 enip side=server state=alive
liveness 192.168.1.10 > 192.168.1.32 tcp/44818 enip side=server state=alive
at 3:00:00

fires: a controller is replaced, and one of its stations does not speak with the new one
learn
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
claim 192.168.1.31 device_type="remote-io" source=lldp
claim 192.168.1.32 device_type="remote-io" source=lldp
flow 192.168.1.10 > 192.168.1.31 tcp/44818 enip
flow 192.168.1.10 > 192.168.1.32 tcp/44818 enip
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
liveness 192.168.1.10 > 192.168.1.31 tcp/44818 enip side=server state=alive
liveness 192.168.1.10 > 192.168.1.32 tcp/44818 enip side=server state=alive
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm side=server state=alive
at 1:00:00
enforce
at 1:00:20
liveness 192.168.1.10 > 192.168.1.31 tcp/44818 enip side=client state=silent since=0:30
liveness 192.168.1.10 > 192.168.1.31 tcp/44818 enip side=server state=silent since=0:30
liveness 192.168.1.10 > 192.168.1.32 tcp/44818 enip side=client state=silent since=0:30
liveness 192.168.1.10 > 192.168.1.32 tcp/44818 enip side=server state=silent since=0:30
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm side=server state=silent since=0:30
at 1:01:00
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm side=server state=alive
at 1:03:00
liveness 192.168.1.10 > 192.168.1.31 tcp/44818 enip side=server state=alive
at 1:30:00
finds 192.168.1.32
findings 1
