fires: the SCADA asks no more
learn
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm state=alive
at 1:00:00
flow 192.168.1.5 > 192.168.1.12 tcp/102 s7comm
liveness 192.168.1.5 > 192.168.1.12 tcp/102 s7comm side=client state=alive
enforce
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm side=client state=silent since=0:30
at 1:02:00
finds 192.168.1.10 by=192.168.1.5 shown=0:59:30

quiet: the PLC is silent altogether; office traffic stops; it stopped while it was learned
learn
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm state=alive
flow 192.168.1.5 > 192.168.1.66 tcp/445 smb
flow 192.168.1.5 > 192.168.1.11 tcp/102 s7comm
liveness 192.168.1.5 > 192.168.1.11 tcp/102 s7comm side=client state=silent since=0:30
at 1:00:00
liveness 192.168.1.5 > 192.168.1.11 tcp/102 s7comm side=client state=alive
enforce
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm state=silent since=0:30
liveness 192.168.1.5 > 192.168.1.66 tcp/445 smb side=client state=silent since=0:30
liveness 192.168.1.5 > 192.168.1.11 tcp/102 s7comm side=client state=silent since=0:30
at 1:05:00

fires: the SCADA asks nobody any more, but it is there: one finding
learn
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
claim 192.168.1.11 device_type="Programmable Logic Controller" source=s7comm
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
flow 192.168.1.5 > 192.168.1.11 tcp/102 s7comm
flow 192.168.1.5 > 192.168.1.40 tcp/1433 tds
liveness 192.168.1.5 > 192.168.1.40 tcp/1433 tds side=client state=alive
at 1:00:00
enforce
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm side=client state=silent since=0:30
liveness 192.168.1.5 > 192.168.1.11 tcp/102 s7comm side=client state=silent since=0:30
at 1:20:00
finds 192.168.1.5 count=1 detail="-> 2, s7comm"

quiet: many stop together; a device that was declared seldom connected
learn
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
flow 192.168.1.6 > 192.168.1.11 tcp/502 modbus
flow 192.168.1.7 > 192.168.1.12 tcp/502 modbus
flow 192.168.1.8 > 192.168.1.13 tcp/502 modbus
flow 192.168.1.9 > 192.168.1.14 tcp/502 modbus
say 192.168.1.9 note="seldom"
at 1:00:00
enforce
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm side=client state=silent since=0:30
liveness 192.168.1.6 > 192.168.1.11 tcp/502 modbus side=client state=silent since=0:30
liveness 192.168.1.7 > 192.168.1.12 tcp/502 modbus side=client state=silent since=0:30
liveness 192.168.1.8 > 192.168.1.13 tcp/502 modbus side=client state=silent since=0:30
at 2:00:00
liveness 192.168.1.9 > 192.168.1.14 tcp/502 modbus side=client state=silent since=0:30
at 2:30:00

quiet: the controller that asks was told to stop
learn
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
flow 192.168.1.10 > 192.168.1.31 tcp/44818 enip
flow 192.168.1.31 > 192.168.1.40 udp/514 syslog
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
liveness 192.168.1.31 > 192.168.1.40 udp/514 syslog side=client state=alive
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm side=server state=alive
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 s7comm control code=41 fn="PLC Stop" result=ok on=tcp/102
at 1:00:20
liveness 192.168.1.10 > 192.168.1.31 tcp/44818 enip side=client state=silent since=0:10
at 2:00:00

fires: nobody told it
learn
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
flow 192.168.1.10 > 192.168.1.31 tcp/44818 enip
flow 192.168.1.31 > 192.168.1.40 udp/514 syslog
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
liveness 192.168.1.31 > 192.168.1.40 udp/514 syslog side=client state=alive
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm side=server state=alive
at 1:00:00
enforce
at 1:00:20
liveness 192.168.1.10 > 192.168.1.31 tcp/44818 enip side=client state=silent since=0:10
at 2:00:00
finds 192.168.1.31 by=192.168.1.10

quiet: the controller that was told to stop: a station of it is away for a while and speaks on as it did
learn
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
flow 192.168.1.10 > 192.168.1.31 tcp/44818 enip
flow 192.168.1.10 > 192.168.1.32 tcp/44818 enip
flow 192.168.1.10 > 192.168.1.32 udp/2222 enip
flow 192.168.1.31 > 192.168.1.40 udp/514 syslog
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
liveness 192.168.1.31 > 192.168.1.40 udp/514 syslog side=client state=alive
liveness 192.168.1.10 > 192.168.1.32 udp/2222 enip side=server state=alive
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm side=server state=alive
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 s7comm control code=41 fn="PLC Stop" result=ok on=tcp/102
at 1:00:20
liveness 192.168.1.10 > 192.168.1.31 tcp/44818 enip side=client state=silent since=0:10
liveness 192.168.1.10 > 192.168.1.32 tcp/44818 enip side=client state=silent since=0:10
at 1:30:00
liveness 192.168.1.10 > 192.168.1.32 udp/2222 enip side=server state=silent since=0:10
at 1:40:00
liveness 192.168.1.10 > 192.168.1.32 udp/2222 enip side=server state=alive
at 3:00:00
