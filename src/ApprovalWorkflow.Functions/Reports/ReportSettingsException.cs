namespace ApprovalWorkflow.Functions.Reports;

/// <summary>A setting of the report does not fit what the query gives: it names the setting and the remedy.</summary>
public sealed class ReportSettingsException(string setting, string problem) : Exception($"{setting}: {problem}");
