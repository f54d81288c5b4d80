-- 016_places.sql - a zone or network that goes takes its phase along: its number may come again. SPDX-License-Identifier: Apache-2.0
CREATE TRIGGER zone_gone AFTER DELETE ON zone BEGIN
  DELETE FROM phase_place WHERE scope_id = old.scope_id AND place = 'zone' AND place_id = old.id;
  DELETE FROM learned_hour WHERE scope_id = old.scope_id AND place = 'zone' AND place_id = old.id;
END;
CREATE TRIGGER network_gone AFTER DELETE ON network BEGIN
  DELETE FROM phase_place WHERE scope_id = old.scope_id AND place = 'network' AND place_id = old.id;
  DELETE FROM learned_hour WHERE scope_id = old.scope_id AND place = 'network' AND place_id = old.id;
END;
