using Intake.Tests.Storage;

namespace Intake.Functions.Tests.Storage;

public sealed class QueueAzuriteTests(Azurite azurite) : QueueConformance(AzuriteSubject.Of(azurite.ConnectionString));

public sealed class QueueDeliveryAzuriteTests(Azurite azurite) : QueueDeliveryConformance(AzuriteSubject.Of(azurite.ConnectionString));

public sealed class TableAzuriteTests(Azurite azurite) : TableConformance(AzuriteSubject.Of(azurite.ConnectionString));

public sealed class EntityAzuriteTests(Azurite azurite) : EntityConformance(AzuriteSubject.Of(azurite.ConnectionString));

public sealed class TableQueryAzuriteTests(Azurite azurite) : TableQueryConformance(AzuriteSubject.Of(azurite.ConnectionString));

public sealed class TransactionAzuriteTests(Azurite azurite) : TransactionConformance(AzuriteSubject.Of(azurite.ConnectionString));

public sealed class BlobAzuriteTests(Azurite azurite) : BlobConformance(AzuriteSubject.Of(azurite.ConnectionString));
