using Microsoft.Playwright;

namespace ApprovalWorkflow.EndToEnd.Tests.Running;

/// <summary>The machine's Chromium (CHROMIUM_PATH, or the first on the PATH), driven by Playwright.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] _names = ["chromium", "chromium-browser", "google-chrome"];
    private static readonly string _axe = File.ReadAllText(
        Path.Combine(LocalStack.Root, "test", "node_modules", "axe-core", "axe.min.js"));
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? OnPath(),
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A page in its own profile, which records what a page must not do.</summary>
    public async Task<WatchedPage> OpenAsync(string? url = null, BrowserNewContextOptions? options = null)
    {
        var context = await _browser!.NewContextAsync(options);
        var page = new WatchedPage(await context.NewPageAsync());
        if (url is not null) await page.Page.GotoAsync(
            url, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        return page;
    }

    /// <summary>What axe-core finds wrong with the page: each finding's rule, help and elements.</summary>
    public static async Task<string[]> AccessibilityFindingsAsync(IPage page)
    {
        await page.EvaluateAsync(_axe);
        return await page.EvaluateAsync<string[]>(
            "async () => (await axe.run()).violations.map(" +
            "v => `${v.id}: ${v.help} (${v.nodes.map(n => n.target).join('; ')})`)");
    }

    private static string OnPath() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => _names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists) ?? throw new InvalidOperationException(
            "No Chromium was found. Install it (on Debian: chromium) or set CHROMIUM_PATH.");
}

/// <summary>A page and what went over its network and console.</summary>
public sealed class WatchedPage : IAsyncDisposable
{
    public WatchedPage(IPage page)
    {
        Page = page;
        page.Request += (_, request) => Requests.Add(request);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") Errors.Add(
            $"{message.Text} {message.Location}");
        };
        page.PageError += (_, error) => Errors.Add(error);
    }

    public IPage Page { get; }

    public List<IRequest> Requests { get; } = [];

    /// <summary>Console errors, including violations of the policy, and uncaught exceptions.</summary>
    public List<string> Errors { get; } = [];

    public ValueTask DisposeAsync() => new(Page.Context.CloseAsync());
}
