using System.Diagnostics;
using ApprovalWorkflow.EndToEnd.Tests.Running;

namespace ApprovalWorkflow.EndToEnd.Tests.Approvals;

/// <summary>The check of a deployed stack, <c>npm run smoke</c>, by a reader who pastes the mail's link.</summary>
[Collection(nameof(ReviewStack))]
public class SmokeTests(ReviewStack stack)
{
    [AwsCliFact]
    public async Task It_says_that_everything_works()
    {
        var (exitCode, output) = await RunAsync("b@example.com", mail => mail.ApproveLink);

        Assert.Equal(
            $"""
            ok   credentials
            ok   the stack ApprovalWorkflow in the account 000000000000
            ok   the website {stack.Website}
            ok   the API {stack.Api}
            ok   subscriptions are confirmed
            ok   an execution starts
                 The mail to b@example.com comes within a minute. Paste its link "Approve" here,
                 without opening it: ok   the mail reached b@example.com
            ok   the link shows the request
            ok   the API takes the decision
            ok   the execution goes on with the approval
            10 work, 0 do not

            """,
            output);
        Assert.Equal(0, exitCode);
    }

    [AwsCliFact]
    public async Task It_says_what_does_not_and_what_to_do()
    {
        var (exitCode, output) = await RunAsync("c@example.com", mail => mail.ApproveLink.Replace(mail.Key, "wrong"));

        Assert.Contains(
            "FAIL the mail reached c@example.com\n"
            + "     This is not a link of such a mail. Copy the whole link.\n"
            + "ok   the execution is stopped\n7 work, 1 do not\n",
            output);
        Assert.Equal(1, exitCode);
    }

    [AwsCliFact]
    public async Task An_approver_without_a_subscription_is_named()
    {
        var (exitCode, output) = await RunAsync("nobody@example.com", _ => "");

        Assert.Contains(
            "FAIL subscriptions are confirmed\n     Mails do not reach nobody@example.com: the subscription is not",
            output);
        Assert.Equal(1, exitCode);
    }

    private async Task<(int ExitCode, string Output)> RunAsync(string approver, Func<Mail, string> linkOf)
    {
        using var smoke = new Process();
        smoke.StartInfo = new ProcessStartInfo(
            Path.Combine(LocalStack.Root, "node_modules", ".bin", "node"),
            ["scripts/smoke.ts", "--stack", "ApprovalWorkflow", "--approver", approver])
        {
            WorkingDirectory = LocalStack.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["AWS_ACCESS_KEY_ID"] = "local",
                ["AWS_SECRET_ACCESS_KEY"] = "local",
                ["AWS_REGION"] = "us-east-1",
                ["AWS_DEFAULT_REGION"] = "us-east-1",
                ["AWS_ENDPOINT_URL"] = stack.Aws,
            },
        };
        smoke.Start();
        var printed = "";
        var buffer = new char[4096];
        for (int read; (read = await smoke.StandardOutput.ReadAsync(buffer)) > 0;)
        {
            var before = printed;
            printed += new string(buffer, 0, read);
            if (before.Contains("opening it: ") || !printed.Contains("opening it: ")) continue;
            Mail? mail = null;
            await stack.Until(
                async () => (mail = (await stack.MailsNowAsync("Smoke test of"))
                    .LastOrDefault(each => each.To == approver)) is not null,
                TimeSpan.FromSeconds(30),
                "the mail arrives");
            await smoke.StandardInput.WriteLineAsync(linkOf(mail!));
        }
        await smoke.WaitForExitAsync();
        return (smoke.ExitCode, printed.ReplaceLineEndings("\n"));
    }
}
