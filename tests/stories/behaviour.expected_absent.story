fires: the nightly upload does not come on the fourth night
at 20:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 44:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 68:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 95:00:00
finds 192.168.1.10 by=192.168.1.5

quiet: it comes an hour late; and on the weekend it never came
at 20:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 44:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 68:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 93:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 116:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 188:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 208:00:00

quiet: the sensor was not watching that night
at 20:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 44:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 68:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 80:00:00
gap 96:00:00
at 97:00:00

fires: the program was started anew after three nights
at 20:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 44:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 68:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 80:00:00
restart
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
at 95:00:00
finds 192.168.1.10 by=192.168.1.5 detail=s7comm

quiet: it was stopped over that night
at 20:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 44:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 68:00:00
ot 192.168.1.5 > 192.168.1.10 s7comm program pdu=job code=30 fn=Upload on=tcp/102
at 80:00:00
restart
gap 94:00:00
flow 192.168.1.5 > 192.168.1.10 tcp/102 s7comm
at 97:00:00
