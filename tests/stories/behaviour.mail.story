fires: a PLC sends mail
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
flow 192.168.1.10 > 198.51.100.25 tcp/25 smtp
finds 192.168.1.10 by=198.51.100.25

quiet: an office computer; the mail of the alarm, which was learned
learn
claim 192.168.1.10 device_type="Programmable Logic Controller" source=s7comm
flow 192.168.1.10 > 192.168.1.25 tcp/25 smtp
at 0:10:00
enforce
flow 192.168.1.10 > 192.168.1.25 tcp/25 smtp flows=2
flow 10.0.0.77 > 198.51.100.25 tcp/143 imap
