namespace ApprovalWorkflow.EndToEnd.Tests.Running;

/// <summary>A test that is skipped, with a reason, if the machine lacks programs.</summary>
public sealed class FactWithAttribute : FactAttribute
{
    public FactWithAttribute(params string[] programs)
    {
        var folders = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator);
        var missing = programs.Where(program => !folders.Any(folder => File.Exists(Path.Combine(folder, program))));
        if (missing.Any())
            Skip = $"Not on the PATH: {string.Join(", ", missing)}";
    }
}
