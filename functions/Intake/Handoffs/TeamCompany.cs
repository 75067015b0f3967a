namespace Intake.Handoffs;

/// <summary>An employer of account managers, with a calendar of its own: whether Good Friday is a holiday differs by employer, not only by country.</summary>
/// <param name="Id">Id, as account managers name it.</param>
/// <param name="Name">Its name; null for the id.</param>
/// <param name="Hours">Its time zone, hours, days and holidays.</param>
public sealed record TeamCompany(string Id, string? Name, WorkingHours Hours);
