#!/usr/bin/env bash
# Prints the sample playbook's whitepapers and price lists to functions/playbook/sample/assets. Needs Chromium.
set -euo pipefail
cd "$(dirname "$0")/.."
out=functions/playbook/sample/assets
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# paper FILE TITLE LEAD BODY
paper() {
  cat > "$work/$1.html" <<HTML
<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>$2</title><style>
  @page { size: A4; margin: 22mm 20mm }
  body { font: 11pt/1.55 sans-serif; color: #17202a } h1 { font-size: 24pt; line-height: 1.2; margin: 60mm 0 4mm; color: #0b6b57 }
  .lead { font-size: 14pt; color: #5d6b7a; break-after: page } h2 { font-size: 14pt; color: #0b6b57; margin: 8mm 0 2mm }
  table { border-collapse: collapse; width: 100% } td, th { text-align: left; padding: 2mm; border-bottom: .3mm solid #c6ced6 }
</style></head><body><h1>$2</h1><p class="lead">$3</p>$4<p>Lichtveld Energie B.V. is een verzonnen bedrijf.</p></body></html>
HTML
  chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf="$out/$1.pdf" "file://$work/$1.html" 2> "$work/log" \
    || { cat "$work/log" >&2; exit 1; }
}

paper wp-netcongestie "Wachten op een zwaardere aansluiting" "Wat een bedrijf nu al kan doen terwijl het net vol is" "
  <h2>Waarom het wachten duurt</h2><p>De netbeheerder verdeelt wat er is. Wie meer vraagt dan zijn contract, komt op een lijst.</p>
  <h2>Wat er wel kan</h2><p>Ken uw pieken per kwartier. Verschuif wat kan wachten. Vlak de rest af met opslag. Leg vast wat u de netbeheerder vraagt.</p>
  <h2>Vijf vragen voor morgen</h2><ol><li>Hoe hoog is uw hoogste piek?</li><li>Hoe vaak komt die voor?</li><li>Wat gebruikt er dan stroom?</li><li>Wat kan een uur later?</li><li>Wat levert uw dak op dat moment?</li></ol>"
paper wp-laden-wagenpark "Een elektrisch wagenpark laden" "Van tien tot tweehonderd bestelwagens op eigen terrein" "
  <h2>Eerst de ritten</h2><p>Wie rijdt wanneer weg, en met hoeveel kilometers? Daaruit volgt het vermogen, niet uit het aantal wagens.</p>
  <h2>Dan het terrein</h2><p>Laadpunten staan waar wagens staan. Graaf een keer, en leg buizen voor wat later komt.</p>
  <h2>Dan de sturing</h2><p>Met sturing laden veertig wagens op de aansluiting van tien, als de nacht lang genoeg is.</p>"
paper prijslijst-laden "Prijslijst laden" "Geldig in 2026, exclusief btw" "
  <table><tr><th>Onderdeel</th><th>Prijs</th></tr><tr><td>Laadpunt 22 kW, geplaatst</td><td>€ 1.950</td></tr>
  <tr><td>Snellader 150 kW, geplaatst</td><td>€ 64.000</td></tr><tr><td>Sturing, per laadpunt per jaar</td><td>€ 96</td></tr>
  <tr><td>Ontwerp van een laadplein</td><td>€ 4.800</td></tr></table>"
paper prijslijst-energie "Prijslijst energie" "Geldig in 2026, exclusief btw" "
  <table><tr><th>Onderdeel</th><th>Prijs</th></tr><tr><td>Meting per kwartier, per jaar</td><td>€ 480</td></tr>
  <tr><td>Energiemanagement tot 3x250 A, per jaar</td><td>€ 6.200</td></tr><tr><td>Batterij 200 kWh, geplaatst</td><td>€ 118.000</td></tr></table>"
