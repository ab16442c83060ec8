// Progressive enhancement: every page works without this file.
import { answerPreview, dragOrder } from './answers.js';
import { livePreview } from './brand.js';
import { cannedAnswers } from './canned.js';
import { copyButtons } from './copy.js';
import { focusErrors, guardChanges, revealPasswords, submitOnce, weighFiles } from './forms.js';
import { livePage } from './live.js';
import { closeSheetsOnResize } from './sheets.js';
import { templateEditor } from './templates.js';
import { uploads } from './uploads.js';

answerPreview(document);
cannedAnswers(document);
copyButtons(document);
dragOrder(document);
livePreview(document);
templateEditor(document);
focusErrors(document);
revealPasswords(document);
submitOnce(document);
weighFiles(document);
guardChanges(document);
closeSheetsOnResize(document);
livePage(document);
uploads(document);

document.addEventListener('click', event => {
  if (event.target.closest('[data-print]')) window.print();
});
