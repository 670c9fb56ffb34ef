() => {
  setTimeout(() => {
    const marks = [...document.querySelectorAll('mark#quoted')].filter((mark) => mark.offsetParent !== null);
    marks.forEach((mark) => mark.scrollIntoView({ block: 'center', behavior: 'instant' }));
  }, 150);
}
