// A router of four lines: the server answers every unknown path with index.html, this decides what it shows.
const pages = { '/': 'Welcome ashore', '/tides': 'High water at noon', '/birds': 'Two oystercatchers' };
const show = () => {
  document.querySelector('#page').textContent = pages[location.pathname] ?? `Nothing charted at ${location.pathname}`;
};
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-route]');
  if (!link) return;
  event.preventDefault();
  history.pushState({}, '', link.href);
  show();
});
addEventListener('popstate', show);
show();
