class Account:
    def __init__(self, balance):
        self.balance = balance
        self.moves = 0

    def deposit(self, amount):
        self.balance += amount
        self.note()

    def note(self):
        self.moves += 1

    def worth(self):
        return self.balance


class Savings(Account):
    def __init__(self, balance, rate):
        super().__init__(balance)
        self.rate = rate

    def note(self):
        self.moves += self.rate


def main():
    accounts = [Account(0), Savings(5, 2)]
    total = 0
    for i in range(900000):
        for account in accounts:
            account.deposit(i)
            total += account.worth()
    for i in range(180000):
        total += Savings(i, 1).worth()
    print(total, accounts[0].moves, accounts[1].moves)


main()
