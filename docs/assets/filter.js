// A field above each long table that shows only the rows with all the words typed into it.
"use strict";

const LONG = 12;

function filterFor(table) {
  const rows = [...table.tBodies[0].rows];
  const field = document.createElement("input");
  const count = document.createElement("p");
  field.type = "search";
  field.className = "filter";
  field.placeholder = "Filter the table: go 10.0.0.0/8";
  field.setAttribute("aria-label", "Filter the table below");
  count.className = "filtered";
  count.setAttribute("role", "status");
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      left += row.hidden ? 0 : 1;
    }
    count.textContent = words.length ? `${left} of ${rows.length} rows` : "";
  });
  const scrolled = table.closest(".md-typeset__scrollwrap") || table;
  scrolled.before(field, count);
}

function addFilters() {
  for (const table of document.querySelectorAll(".md-typeset table:not([class])")) {
    if (table.tBodies.length && table.tBodies[0].rows.length > LONG) filterFor(table);
  }
}

window.addEventListener("load", addFilters);
