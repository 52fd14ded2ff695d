mod acts;
