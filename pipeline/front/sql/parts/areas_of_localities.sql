SELECT l.locality_id, p.geography_id AS province_id, p.label_en AS province_en, p.label_fr AS province_fr,
  r.geography_id AS region_id, r.label_en AS region_en, r.label_fr AS region_fr
FROM localities l
LEFT JOIN geographies p ON p.level = 'province' AND p.code = l.nuts2_code
JOIN geographies r ON r.level = 'region' AND r.code = l.nuts1_code
