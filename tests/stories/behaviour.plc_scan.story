fires: six PLCs are asked who they are
ot 192.168.1.99 > 192.168.1.10 enip identify code=99 fn="List Identity" on=tcp/44818
ot 192.168.1.99 > 192.168.1.11 enip identify code=99 fn="List Identity" on=tcp/44818
ot 192.168.1.99 > 192.168.1.12 enip identify code=99 fn="List Identity" on=tcp/44818
ot 192.168.1.99 > 192.168.1.13 enip identify code=99 fn="List Identity" on=tcp/44818
ot 192.168.1.99 > 192.168.1.14 enip identify code=99 fn="List Identity" on=tcp/44818
ot 192.168.1.99 > 192.168.1.15 enip identify code=99 fn="List Identity" on=tcp/44818
ot 192.168.1.99 > 192.168.1.16 enip identify code=99 fn="List Identity" on=tcp/44818
finds 192.168.1.99

quiet: two, again and again; the SCADA at its start
learn
ot 192.168.1.5 > 192.168.1.10 enip identify code=99 fn="List Identity" on=tcp/44818
ot 192.168.1.5 > 192.168.1.11 enip identify code=99 fn="List Identity" on=tcp/44818
ot 192.168.1.5 > 192.168.1.12 enip identify code=99 fn="List Identity" on=tcp/44818
ot 192.168.1.5 > 192.168.1.13 enip identify code=99 fn="List Identity" on=tcp/44818
ot 192.168.1.5 > 192.168.1.14 enip identify code=99 fn="List Identity" on=tcp/44818
ot 192.168.1.5 > 192.168.1.15 enip identify code=99 fn="List Identity" on=tcp/44818
ot 192.168.1.5 > 192.168.1.16 enip identify code=99 fn="List Identity" on=tcp/44818
at 0:30:00
enforce
ot 192.168.1.5 > 192.168.1.10 enip identify code=99 fn="List Identity" on=tcp/44818
ot 192.168.1.5 > 192.168.1.11 enip identify code=99 fn="List Identity" on=tcp/44818
ot 192.168.1.5 > 192.168.1.12 enip identify code=99 fn="List Identity" on=tcp/44818
ot 192.168.1.5 > 192.168.1.13 enip identify code=99 fn="List Identity" on=tcp/44818
ot 192.168.1.5 > 192.168.1.14 enip identify code=99 fn="List Identity" on=tcp/44818
ot 192.168.1.5 > 192.168.1.15 enip identify code=99 fn="List Identity" on=tcp/44818
ot 192.168.1.5 > 192.168.1.16 enip identify code=99 fn="List Identity" on=tcp/44818
ot 192.168.1.99 > 192.168.1.10 enip identify code=99 fn="List Identity" on=tcp/44818 count=50
ot 192.168.1.99 > 192.168.1.11 enip identify code=99 fn="List Identity" on=tcp/44818 count=50

quiet: a SCADA reads from those that it asks, and nothing was learned
ot 192.168.1.5 > 192.168.1.10 enip identify code=99 fn="List Identity" on=tcp/44818
ot 192.168.1.5 > 192.168.1.10 enip read code=76 fn="Read Tag" on=tcp/44818 app=enip
ot 192.168.1.5 > 192.168.1.11 enip identify code=99 fn="List Identity" on=tcp/44818
ot 192.168.1.5 > 192.168.1.11 enip read code=76 fn="Read Tag" on=tcp/44818 app=enip
ot 192.168.1.5 > 192.168.1.12 enip identify code=99 fn="List Identity" on=tcp/44818
ot 192.168.1.5 > 192.168.1.12 enip read code=76 fn="Read Tag" on=tcp/44818 app=enip
ot 192.168.1.5 > 192.168.1.13 enip identify code=99 fn="List Identity" on=tcp/44818
ot 192.168.1.5 > 192.168.1.13 enip read code=76 fn="Read Tag" on=tcp/44818 app=enip
ot 192.168.1.5 > 192.168.1.14 enip identify code=99 fn="List Identity" on=tcp/44818
ot 192.168.1.5 > 192.168.1.14 enip read code=76 fn="Read Tag" on=tcp/44818 app=enip
ot 192.168.1.5 > 192.168.1.15 enip identify code=99 fn="List Identity" on=tcp/44818
ot 192.168.1.5 > 192.168.1.15 enip read code=76 fn="Read Tag" on=tcp/44818 app=enip
ot 192.168.1.5 > 192.168.1.16 enip identify code=99 fn="List Identity" on=tcp/44818
ot 192.168.1.5 > 192.168.1.16 enip read code=76 fn="Read Tag" on=tcp/44818 app=enip
ot 192.168.1.5 > 192.168.1.17 enip identify code=99 fn="List Identity" on=tcp/44818
ot 192.168.1.5 > 192.168.1.17 enip read code=76 fn="Read Tag" on=tcp/44818 app=enip
