using System.Diagnostics;
using System.Text.Json;

namespace ApprovalWorkflow.EndToEnd.Tests.Running;

/// <summary>Debian's MariaDB server on a free port, with its data in its own folder.</summary>
public sealed class MariaDb : IAsyncDisposable
{
    private readonly Process _process = new();

    /// <summary>With user and port.</summary>
    public Uri Url { get; private set; } = new("mysql://localhost");

    public async Task StartAsync()
    {
        _process.StartInfo = new ProcessStartInfo(Path.Combine(LocalStack.Root, "node_modules", ".bin", "node"))
        {
            WorkingDirectory = LocalStack.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            ArgumentList = { "local/rds-data/testing/mariadb.ts" },
        };
        _process.Start();
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));
        Url = new Uri(
            JsonDocument.Parse(
                line ?? throw new InvalidOperationException(
                    "MariaDB did not start.")).RootElement.GetProperty("url").GetString()!);
    }

    /// <summary>Runs statements with MariaDB's client, and returns its output.</summary>
    public async Task<string> ClientAsync(string sql)
    {
        var user = Url.UserInfo.Split(':');
        using var client = Process.Start(new ProcessStartInfo("mariadb")
        {
            RedirectStandardOutput = true,
            Environment = { ["MYSQL_PWD"] = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : "" },
            ArgumentList =
            {
                "--no-defaults", "--protocol=tcp", "--host", Url.Host, "--port", $"{Url.Port}", "--user", user[0],
                "--batch", "--skip-column-names", "--execute", sql, "supplierdb",
            },
        })!;
        var output = await client.StandardOutput.ReadToEndAsync();
        await client.WaitForExitAsync();
        return client.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException(
            $"The client ended with {client.ExitCode}: {sql}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        _process.Dispose();
    }
}
