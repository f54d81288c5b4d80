fires: a PLC answers again after ten minutes
learn
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm state=alive
at 1:00:00
enforce
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm state=silent since=0:30
at 1:10:00
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm state=alive
at 1:13:00
finds 192.168.1.10 severity=low detail="11 min"

quiet: a pause of a minute; a PC in the morning
learn
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm state=alive
flow 192.168.1.5 > 192.168.1.66 tcp/445 smb
liveness 192.168.1.5 > 192.168.1.66 tcp/445 smb state=alive
at 1:00:00
enforce
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm state=silent since=0:30
liveness 192.168.1.5 > 192.168.1.66 tcp/445 smb state=silent since=0:30
at 1:00:50
liveness 192.168.1.5 > 192.168.1.10 tcp/102 s7comm state=alive
at 9:00:00
liveness 192.168.1.5 > 192.168.1.66 tcp/445 smb state=alive
at 9:01:00
