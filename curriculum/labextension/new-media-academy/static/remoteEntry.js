/*
 * Forms are there when a notebook opens: the trainee never hunts for "run".
 *
 * Written by hand as a module-federation container, so there is nothing to build: JupyterLab loads this file, calls
 * `init` with the modules it shares and `get("./extension")` for the plugin.
 *
 * A cell tagged `academy-form` or `academy-live` is run as soon as the kernel is ready, and again after a restart.
 * Opening a file must never run a stranger's code: only cells are run that show a form, a first page or a live
 * picture of the course, written exactly so, with plain values.
 */
(() => {
  "use strict";
  const NAME = "new-media-academy";
  const TAGS = ["academy-form", "academy-live"];
  const PLAIN = String.raw`(?:"[^"\\\n]*"|-?\d+(?:\.\d+)?|True|False|None)`;
  const PLAINS = String.raw`(?:(?:\w+=)?${PLAIN}(?:, (?:\w+=)?${PLAIN})*)?`;
  const OURS = [
    /^from curriculum\.workbench import (work_on|first_page)\n+\1\((?:"\w+")?\)$/,
    /^from grading\.desk import (instructor_page|mentor_page)\n+\1\(\)$/,
    new RegExp(String.raw`^from curriculum\.live import \w+ as live\n+live\.\w+\(${PLAINS}\)$`)
  ];
  const opened = new WeakSet();
  let shared = {}, roomMade = false;

  /** A module that JupyterLab shares, in the version it has loaded. */
  async function load(name) {
    const versions = Object.values(shared[name] ?? {});
    const factory = await (versions.find(version => version.loaded) ?? versions[0]).get();
    return factory();
  }

  const codeOf = cell => cell.model.sharedModel.getSource();
  const tagsOf = cell => cell.model.getMetadata("tags") ?? [];
  const isOurs = code => OURS.some(shape => shape.test(code.trim()));
  const opensByItself = cell =>
    cell.model.type === "code" && tagsOf(cell).some(tag => TAGS.includes(tag)) && isOurs(codeOf(cell));

  /** A grade cell holds a comment for the grading process; a trainee has nothing to do with it. */
  const isForGradingOnly = cell => {
    const nbgrader = cell.model.getMetadata("nbgrader");
    return cell.model.type === "code" && Boolean(nbgrader?.grade && nbgrader.locked) && /^(#.*\n?)*$/.test(codeOf(cell));
  };

  function dress(panel) {
    for (const cell of panel.content.widgets) {
      cell.toggleClass("academy-form-cell", opensByItself(cell));
      cell.toggleClass("academy-hidden-cell", isForGradingOnly(cell));
    }
  }

  async function start(panel, NotebookActions) {
    const cells = panel.content.widgets.filter(opensByItself);
    for (const cell of cells) {
      cell.model.outputs.clear();
      cell.model.outputs.add({
        output_type: "display_data",
        metadata: {},
        data: { "text/html": '<div class="academy-waiting" role="status" aria-busy="true"></div>' }
      });
    }
    // The form first, then one picture after the other: what is typed meanwhile is saved between them.
    const inTurn = TAGS.flatMap(tag => cells.filter(cell => tagsOf(cell).includes(tag)));
    for (const cell of inTurn) {
      await NotebookActions.runCells(panel.content, [cell], panel.sessionContext);
    }
  }

  async function open(panel, NotebookActions, shell) {
    await panel.context.ready;
    const isCourse = panel.context.model.getMetadata("academy") !== undefined;
    if (!isCourse && !panel.content.widgets.some(opensByItself)) {
      return;
    }
    panel.addClass("academy-notebook");
    dress(panel);
    if (!roomMade) {
      roomMade = true; // once: whoever opens the file list again wants it open
      shell?.collapseLeft();
    }
    panel.content.model?.cells.changed.connect(() => requestAnimationFrame(() => dress(panel)));
    await panel.sessionContext.ready;
    let restarting = false;
    panel.sessionContext.statusChanged.connect((_, status) => {
      if (status === "restarting" || status === "autorestarting") {
        restarting = true;
      } else if (restarting && status === "idle") {
        restarting = false;
        void start(panel, NotebookActions);
      }
    });
    await start(panel, NotebookActions);
    opened.add(panel);
  }

  /** The first page tells of now: it is drawn again when one comes back to it. */
  async function refresh(panel, NotebookActions) {
    const isFirstPage = opened.has(panel) && panel.context.model.getMetadata("academy")?.module === null;
    if (isFirstPage && panel.sessionContext.session?.kernel?.status === "idle") {
      await NotebookActions.runCells(panel.content, panel.content.widgets.filter(opensByItself), panel.sessionContext);
    }
  }

  async function extension() {
    const { INotebookTracker, NotebookActions } = await load("@jupyterlab/notebook");
    const { ILabShell } = await load("@jupyterlab/application");
    const style = document.createElement("style");
    style.textContent = `
      .academy-hidden-cell { display: none !important; }
      .academy-form-cell > .jp-Cell-inputWrapper, .academy-form-cell > .jp-CellHeader,
      .academy-form-cell .jp-OutputPrompt, .academy-form-cell .jp-OutputArea-promptOverlay,
      .academy-form-cell .jp-Collapser, .academy-notebook .jp-MarkdownCell .jp-InputPrompt,
      .academy-notebook .jp-MarkdownCell .jp-Collapser { display: none; }
      .academy-notebook .jp-MarkdownOutput { max-width: 54rem; font-size: 15px; line-height: 1.75; border-color: transparent; }
      .academy-notebook .jp-Notebook.jp-mod-commandMode .jp-Cell.jp-mod-active:focus-visible {
        box-shadow: inset 3px 0 0 var(--jp-border-color1);
      }
      .academy-waiting {
        width: 28px; height: 28px; margin: 64px auto; border-radius: 50%;
        border: 3px solid var(--jp-border-color2); border-top-color: var(--jp-brand-color1);
        animation: academy-waiting 0.9s linear infinite;
      }
      @keyframes academy-waiting { to { transform: rotate(360deg); } }
    `;
    document.head.append(style);
    // JupyterLab 4.6 takes Enter and undo away from text fields inside outputs; a lesson's fields need both.
    const writes = target => target instanceof Element && target.closest(".academy-notebook .jp-OutputArea");
    window.addEventListener("beforeinput", event => writes(event.target) && event.stopPropagation(), true);
    return {
      id: `${NAME}:forms`,
      description: "Runs the cells that open the course's forms.",
      autoStart: true,
      requires: [INotebookTracker],
      optional: [ILabShell],
      activate(_, tracker, shell) {
        const safely = panel => open(panel, NotebookActions, shell).catch(reason => console.error(`${NAME}:`, reason));
        tracker.forEach(safely);
        tracker.widgetAdded.connect((_, panel) => safely(panel));
        tracker.currentChanged.connect((_, panel) => panel && refresh(panel, NotebookActions).catch(console.error));
      }
    };
  }

  const container = {
    init(scope) {
      shared = scope;
    },
    async get() {
      const plugin = await extension();
      return () => ({ __esModule: true, default: plugin });
    }
  };
  (window._JUPYTERLAB ??= {})[NAME] = container;
})();
