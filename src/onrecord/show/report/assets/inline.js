// In a report of one file the data stands in the page itself.
"use strict";

{
  const held = new Map();
  for (const element of document.querySelectorAll('script[type="application/json"]'))
    held.set(element.dataset.name, element.textContent);
  for (const [name, text] of held)
    if (name.startsWith("text-")) texts.set(name.slice(5), { held: text });
  const plain = loadPage;
  loadPage = async (id) => {
    const page = texts.get(id);
    if (page && page.held) texts.set(id, JSON.parse(page.held));
    return plain(id);
  };
  receiveStory(JSON.parse(held.get("story")), {});
}
