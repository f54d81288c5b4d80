fires: two names behind one MAC, turn by turn
claim 02:00:00:00:00:10 station_name=hmi-1 source=profinet-dcp entry=1
at 0:10:00
claim 02:00:00:00:00:10 station_name=hmi-2 source=profinet-dcp entry=2
at 0:20:00
claim 02:00:00:00:00:10 station_name=hmi-1 source=profinet-dcp entry=1
at 0:30:00
claim 02:00:00:00:00:10 station_name=hmi-2 source=profinet-dcp entry=2
at 0:40:00
claim 02:00:00:00:00:10 model=X source=profinet-dcp
at 0:41:00
finds 02:00:00:00:00:10 detail="hmi-1"

quiet: it was renamed
claim 02:00:00:00:00:10 station_name=hmi-1 source=profinet-dcp
at 0:10:00
claim 02:00:00:00:00:10 station_name=hmi-2 source=profinet-dcp
at 0:20:00
claim 02:00:00:00:00:10 station_name=hmi-2 source=profinet-dcp
at 0:30:00
