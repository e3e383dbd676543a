using System.Text.Json;
using ApprovalInput = ApprovalWorkflow.Functions.Approvals.ApprovalInput;
using StoredImage = ApprovalWorkflow.Functions.Images.StoredImage;

namespace ApprovalWorkflow.Tests.Approvals;

/// <summary>The construct's request, as the functions read it.</summary>
public class RequestOptionsTests
{
    [Fact]
    public void The_functions_read_its_options()
    {
        var read = Read(new RequestOptions
        {
            Subject = "Release 1.2.3",
            Message = "The tests have passed.",
            Url = "https://example.com/releases/1.2.3",
            RequestedBy = "ann@example.com",
            Approvers = ["ann@example.com", "bob@example.com"],
            RequiredApprovals = 2,
            RemindAfter = TimeSpan.FromHours(2),
            ExpireAfter = TimeSpan.FromDays(1),
            Image = new("approval-frames-1", "frames/1.jpg") { Box = new(0.25, 0.5, 0.125, 0.2) },
            Details = new Dictionary<string, object> { ["version"] = "1.2.3", ["commits"] = 7 },
        });

        Assert.Equal("Release 1.2.3", read.Subject);
        Assert.Equal("The tests have passed.", read.Message);
        Assert.Equal("https://example.com/releases/1.2.3", read.Url);
        Assert.Equal("ann@example.com", read.RequestedBy);
        Assert.Equal(["ann@example.com", "bob@example.com"], read.Approvers);
        Assert.Equal(2, read.RequiredApprovals);
        Assert.Equal(2 * 60 * 60, read.RemindAfterSeconds);
        Assert.Equal(24 * 60 * 60, read.ExpiresAfterSeconds);
        Assert.Equal(new StoredImage("approval-frames-1", "frames/1.jpg", new(0.25, 0.5, 0.125, 0.2)), read.Image);
        Assert.Equal("""{"version":"1.2.3","commits":7}""", read.Details);
    }

    [Fact]
    public void The_functions_read_each_kind_of_field()
    {
        var read = Read(new RequestOptions
        {
            Fields =
            [
                ApprovalField.Text("ticket", "CHG-[0-9]+", 20) with
                {
                    Label = "Change ticket",
                    Hint = "CHG- and a number",
                    Required = true,
                },
                ApprovalField.Number("share"),
                ApprovalField.Choice("region", "eu-west-1", "us-east-1"),
            ],
        }).Fields;

        Assert.Equal(
            [
                ("ticket", "Change ticket", "text", true, "CHG-[0-9]+", 20),
                ("share", "share", "number", false, null, null),
                ("region", "region", "choice", false, null, (int?)null),
            ],
            read.Select(one => (one.Name, one.Label, one.Type, one.Required, one.Pattern, one.MaxLength)));
        Assert.Equal(["CHG- and a number", null, null], read.Select(one => one.Hint));
        Assert.Equal(["eu-west-1", "us-east-1"], read[2].Choices);
    }

    [Fact]
    public void Options_without_values_use_the_stacks_settings() => Assert.Equal("{}", Json(new RequestOptions()));

    private static ApprovalInput Read(RequestOptions request)
    {
        using var document = JsonDocument.Parse(Json(request));
        return ApprovalInput.Parse(document.RootElement);
    }

    private static string Json(RequestOptions request) => JsonSerializer.Serialize(request.ToInput());
}
